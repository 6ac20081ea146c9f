export { expandFleet, FleetError, type Delivered, type Fleet } from './expand-fleet';
export { lintApp, type AppFinding } from './lint-app';
export { manifests, manifestSet } from './manifests';
export {
  CompositeTestError,
  renderComposite,
  type CompositeRendering,
  type RenderCompositeOptions,
  type CompositeSource,
} from './render-composite';
export * from './simulate-sync';
export { testApp } from './test-app';
export { untilReady, type Provided, type UntilReadyOptions } from './until-ready';
export { yamlSerializer, type SnapshotSerializer } from './yaml-serializer';
