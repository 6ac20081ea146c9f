export { CompositeError } from './errors';
export type { RenderProfile, RenderResult } from './engine/inputs';
export { functions as compositionFunctions } from './functions';
export type { CompositionFunction, JsonObject } from './protocol';
export { renderComposite, type CompositeSources, type RenderedComposite } from './render';
