import type { Generator } from '../generator';
import { clusters } from './clusters';
import { list } from './list';
import { matrix } from './matrix';
import { merge } from './merge';
import { git, oci } from './traversal';
import { clusterDecisionResource, plugin, pullRequest, scmProvider } from './unavailable';

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
