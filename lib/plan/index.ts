export { planLive, type LiveInputs } from './live';
export { plan, type PlanInputs } from './plan';
export { sourcesOf } from './source';
export { neededSources } from './needed';
export type { ScopeOf } from './scope';
export type * from './types';
