export { ApplicationSet, type ApplicationSetProps } from './application-set';
export type {
  AllAtOnce,
  RollingSync,
  RollingSyncStep,
  Strategy,
  Template,
} from './application-set-types';
export { Application, type ApplicationProps } from './application';
export {
  announcedReleases,
  type AnnouncedOptions,
  type AnnouncedParams,
  type AnnouncedReleases,
  type AnnouncedService,
} from './announced';
export { AppProject, type AppProjectProps } from './app-project';
export type { Policy } from './policies';
export type {
  ClusterResource,
  DestinationServiceAccount,
  ProjectDestination,
  ProjectRole,
  ProjectSpec,
  SourceIntegrity,
  SyncWindow,
} from './project-types';
export { deriveProject, type DeriveProjectOptions, type ProjectUse } from './derive-project';
export { ArgoCdError } from './errors';
export type { FastParam, FastParams } from './fast-types';
export * from './generators';
export { Hub, type HubProps } from './hub';
export {
  git,
  oci,
  type GitDeliveryProps,
  type HubDelivery,
  type OciDeliveryProps,
} from './hub-delivery';
export type { Depth, Generator, Generators, ParamsOf } from './generator';
export {
  asBoolean,
  asNumber,
  BooleanParam,
  Choice,
  each,
  join,
  literal,
  MaybeParam,
  normalize,
  NumberParam,
  orElse,
  Param,
  slugify,
  when,
  type ListOf,
  type Params,
  type SlugifyOptions,
  type Text,
  type TextList,
} from './params';
export type { Patched, TemplatePatch } from './patch-types';
export type { RemoteValue } from './remote-value';
export type { RepositoryConnection } from './repository-connection';
export type {
  BasicCredentials,
  BearerCredentials,
  CertificateCredentials,
  EcrCredentials,
  GitHubAppCredentials,
  GoogleCredentials,
  RepositoryCredentials,
  SshCredentials,
  StoredCredentials,
} from './repository-credentials';
export { RepositorySecret, type RepositorySecretProps } from './repository-secret';
export type { Directory, Helm, Kustomize, Plugin, Source, SourceHydrator } from './source-types';
export type { ApplicationSpec, Destination, Retry, SyncOption, SyncPolicy } from './spec';
export type {
  FileParams,
  PathParams,
  Segments,
  TraversalOptions,
  TraversedPath,
} from './traversal';
export { where, type PostSelector, type SelectorKey, type SelectorRequirement } from './where';
export { ArgoCdConfig, type ArgoCdConfigProps } from './config';
export { contributeConfig, type ConfigFragment, type ResourceFilter } from './config-fragment';
export { ClusterSecret, type ClusterConfig, type ClusterSecretProps } from './cluster-secret';
export { boundedName } from './names';
export { partition, shards, type ShardOptions } from './shards';
