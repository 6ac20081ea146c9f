export { expandFleet, FleetError, type Delivered, type Fleet } from './expand-fleet';
export { lintApp, type AppFinding } from './lint-app';
export { manifests, manifestSet } from './manifests';
export { testApp } from './test-app';
export { yamlSerializer, type SnapshotSerializer } from './yaml-serializer';
