export type * from './answers';
export { RenderError } from './errors';
export { expandApplicationSet, type ExpandInputs, type Expansion, type MadeOf } from './expand';
export { expandFleet, type Fleet, type FleetInputs } from './fleet';
export {
  fileTree,
  findTree,
  type Artifacts,
  type FileTree,
  type MissingTree,
  type Repositories,
} from './file-tree';
export { gobwasGlob as argoGlob } from '../core/glob/gobwas';
export { groupFleet, type FleetGroup } from './group';
export { chooseVersion, type OciVersion } from './oci-version';
export { inventoryInputs } from './inventory-inputs';
export { parseInventory } from './inventory';
export { readRepositories, type ReadRepositoriesOptions } from './repositories/read-repositories';
export type { Globbing } from './select-files';
export type { ClusterFacts, Inventory } from './inventory-types';
