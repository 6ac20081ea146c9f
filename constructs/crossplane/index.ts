export type { Authored } from './author';
export type { Composable, FromComposed, FromComposite, Ref, Reference } from './reference';
export type {
  Add,
  AddOptions,
  ComposedBase,
  ComposableKind,
  ComposedMetadata,
  ComposedResource,
} from './composed';
export type { Compose, Composed, ComposedConnection, CompositeRefs } from './compose';
export type {
  CompositeFacts,
  CompositeObject,
  CompositeProps,
  CompositeScope,
  CompositeVersion,
  CrossplaneMachinery,
  PrinterColumn,
  ScalePaths,
  VersionDefinition,
} from './composite-types';
export {
  compositeResource,
  type CompositeResource,
  type CompositeResourceOptions,
} from './composite-resource';
export { Composition, type CompositionProps, type FunctionNames } from './composition';
export { connectionSecretName } from './connection';
export { CompositeResourceDefinition, type CompositeResourceDefinitionProps } from './definition';
export { CompositeResourceError, CompositionError } from './errors';
export { format, formatJson } from './format';
export { at, optional, required } from './references';
export { toStructural } from './to-structural';
export { stringEnum, Type, type HasDefault, type TypeBuilder } from './type';
