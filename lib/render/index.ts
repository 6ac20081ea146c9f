export { RenderError } from './errors';
export { expandApplicationSet, type ExpandInputs, type Expansion } from './expand';
export { expandFleet, type Fleet, type FleetInputs } from './fleet';
export { fileTree, type FileTree, type MissingTree, type Repositories } from './file-tree';
export { groupFleet, type FleetGroup } from './group';
export { parseInventory } from './inventory';
export type { Globbing } from './select-files';
export type { ClusterFacts, Inventory } from './inventory-types';
