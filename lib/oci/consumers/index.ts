import { argocd } from './argocd';
import type { Consumer } from './consumer';
import { flux } from './flux';
import { artifactory, ecr, ghcr, gitlab, harbor, quay } from './registries';

export type { Consumer, ConsumerFinding, Shown } from './consumer';

/** Who takes artifacts, controllers first. */
export const consumers: readonly Consumer[] = [
  flux,
  argocd,
  gitlab,
  quay,
  harbor,
  artifactory,
  ecr,
  ghcr,
];
