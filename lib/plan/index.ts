export {
  compareArtifacts,
  type ArtifactDifference,
  type ArtifactFile,
  type FileDifference,
  type ObjectDelta,
} from './compare-artifacts';
export { planLive, type LiveInputs } from './live';
export { plan, type PlanInputs } from './plan';
export { isHidden } from './redact';
export { neededSources } from './needed';
export type { ScopeOf } from './scope';
export type * from './types';
