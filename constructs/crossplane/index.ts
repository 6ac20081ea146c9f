export {
  ManagedResourceActivationPolicy,
  type ManagedResourceActivationPolicyProps,
} from './activation-policy';
export type { Authored } from './author';
export type {
  Composable,
  FromComposed,
  FromComposite,
  FromEnvironment,
  Ref,
  Reference,
} from './reference';
export type {
  Add,
  AddOptions,
  ComposedBase,
  ComposableKind,
  ComposedMetadata,
  ComposedResource,
  ObservedBase,
} from './composed';
export type { Compose, Composed, ComposedConnection, CompositeRefs } from './compose';
export type {
  CompositeFacts,
  CompositeObject,
  CompositeProps,
  CompositeScope,
  CompositeVersion,
  CompositeVersions,
  TypesOfVersions,
  VersionTypes,
  CrossplaneMachinery,
  KindNames,
  PrinterColumn,
  ScalePaths,
  VersionDefinition,
} from './composite-types';
export {
  compositeResource,
  type CompositeResource,
  type CompositeResourceOptions,
} from './composite-resource';
export { printerColumns, scaleOf, type ColumnField, type ColumnRefs } from './columns';
export { Composition, type CompositionProps } from './composition';
export { connectionSecretName } from './connection';
export { connectionKey, type ConnectionKey } from './connection-key';
export {
  CompositeResourceDefinition,
  type CompositeResourceDefinitionProps,
  type ConversionWebhook,
} from './definition';
export { EnvironmentConfig, type EnvironmentConfigProps } from './environment-config';
export { CompositeResourceError, CompositionError } from './errors';
export { format, formatJson } from './format';
export * from './packages';
export type { FunctionNames } from './pipeline/assemble';
export * from './protection';
export * from './provider-configs';
export type { SequencingOptions } from './pipeline/sequence';
export {
  composedFunction,
  step,
  type ComposedFunction,
  type FunctionInput,
  type RequiredResource,
  type Step,
  type StepOptions,
  type StepRequirements,
} from './pipeline/step';
export type {
  ConditionCheck,
  Observed,
  Readiness,
  ReadinessCheck,
  ReadinessChecks,
} from './readiness';
export { lasting } from './lasting';
export {
  legacyCompositeResource,
  type ClaimNames,
  type LegacyCompositeResourceOptions,
} from './legacy-resource';
export type {
  ClaimObject,
  ClaimProps,
  ClaimVersion,
  ClaimVersions,
  LegacyCompositeProps,
  LegacyCompositeResource,
  LegacySpec,
  LegacyVersion,
  LegacyVersions,
} from './legacy-types';
export type {
  RawCombinePatch,
  RawFieldPatch,
  RawMatch,
  RawMath,
  RawPatch,
  RawPatchPolicy,
  RawString,
  RawTransform,
} from './raw-patches';
export { at, optional, required } from './references';
export {
  environment,
  type EnvironmentOptions,
  type EnvironmentSelector,
  type EnvironmentSource,
} from './environment';
export { exactly, joinList, parseJson, toJson } from './conversions';
export { merged, type MergePolicy } from './merge';
export { toStructural } from './to-structural';
export { stringEnum, Type, type HasDefault, type TypeBuilder } from './type';
// What `Type` builds, so that a package which exports a schema can name its type.
export type {
  Static,
  TArray,
  TBoolean,
  TInteger,
  TIntersect,
  TLiteral,
  TNull,
  TNumber,
  TObject,
  TOptional,
  TRecord,
  TSchema,
  TString,
  TUnion,
  TUnsafe,
} from '@sinclair/typebox';
