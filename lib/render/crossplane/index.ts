export { CompositeError } from './errors';
export type { RemoteCall, RenderProfile, RenderResult } from './engine/inputs';
export { functions as compositionFunctions } from './functions';
export type {
  CompositionFunction,
  FunctionRequest,
  FunctionResponse,
  JsonObject,
} from './protocol';
export {
  renderComposite,
  renderCompositeWith,
  type CompositeSources,
  type RenderedComposite,
} from './render';
export { encodeRequest } from './wire/request';
export { decodeResponse } from './wire/response';
