export { RenderError } from './errors';
export { expandApplicationSet, type ExpandInputs, type Expansion } from './expand';
export { parseInventory } from './inventory';
export type { ClusterFacts, Inventory } from './inventory-types';
