export { FunctionFailure, TemplateError, type TemplatePlace } from './errors';
export { fixed, variadic, type FunctionSet, type TemplateFunction } from './functions';
export type { MissingKey } from './state';
export { parseTemplate, readOptions, type Template, type TemplateOptions } from './template';
