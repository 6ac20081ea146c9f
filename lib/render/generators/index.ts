import type { Generator } from '../generator';
import { clusterDecisionResource } from './cluster-decision-resource';
import { clusters } from './clusters';
import { list } from './list';
import { matrix } from './matrix';
import { merge } from './merge';
import { plugin } from './plugin';
import { pullRequest } from './pull-request';
import { scmProvider } from './scm-provider';
import { git, oci } from './traversal';

/** Every generator, in the order in which Argo CD runs several of one entry. */
export const generators: readonly Generator[] = [
  list,
  clusters,
  git,
  oci,
  scmProvider,
  clusterDecisionResource,
  pullRequest,
  matrix,
  merge,
  plugin,
];
