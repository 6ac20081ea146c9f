import { argocd } from './argocd';
import type { Consumer } from './consumer';
import { flux } from './flux';
import { registries } from './registries';

export type { Consumer, ConsumerFinding, Shown } from './consumer';

/** Who takes artifacts, controllers first. */
export const consumers: readonly Consumer[] = [flux, argocd, ...registries];
