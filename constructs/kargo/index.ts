export { KargoError } from './errors';
export { Project, type ProjectProps } from './project';
export { promoteRing, type PromoteRingOptions } from './promote-ring';
export { Stage, type RequestedFreight, type StageProps } from './stage';
export {
  otherStep,
  type GitProvider,
  type KnownStep,
  type OtherStep,
  type Step,
  type StepConfigs,
  type TaskStep,
} from './steps';
export type {
  ArtifactSubscription,
  ChartSubscription,
  GitSubscription,
  ImageSubscription,
  Subscription,
} from './subscription-types';
export { Warehouse, type WarehouseProps } from './warehouse';
