import { argocd } from './argocd';
import type { FunctionSet } from './functions';
import { sprig } from './sprig';

/** What templates of an ApplicationSet may call: sprig, and what Argo CD adds. */
export const argocdFunctions: readonly FunctionSet[] = [sprig, argocd];
