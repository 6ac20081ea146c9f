export { RenderError } from './errors';
export { expandApplicationSet, type ExpandInputs, type Expansion } from './expand';
export { expandFleet, type Fleet, type FleetInputs } from './fleet';
export { groupFleet, type FleetGroup } from './group';
export { parseInventory } from './inventory';
export type { ClusterFacts, Inventory } from './inventory-types';
