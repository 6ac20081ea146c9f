export { argocd } from './argocd';
export { compareBytes } from './bytes';
export { FunctionFailure, TemplateError, type TemplatePlace } from './errors';
export { parseFastTemplate, type FastTemplate } from './fast-template';
export { fixed, variadic, type FunctionSet, type TemplateFunction } from './functions';
export {
  argocdFunctions,
  externalSecretsFunctions,
  goTemplatingFunctions,
  namesThatChange,
} from './function-sets';
export { goTemplatingData } from './go-templating';
export {
  fitsVersion,
  isConstraint,
  maxVersion,
  newestFirst,
  versionProblem,
} from './semver/max-version';
export { sprig } from './sprig';
export { toJson } from './json';
export { normalizeName } from './normalize';
export { printValue } from './print';
export type { MissingKey } from './state';
export { parseTemplate, readOptions, type Template, type TemplateOptions } from './template';
export type { TemplateWorld } from './world';
export { int, isMap, nilOf, sortedKeys, typed, typeName, type ValueMap } from './values';
