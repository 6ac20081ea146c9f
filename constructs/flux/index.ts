export { FluxError } from './errors';
export { GitRepository, type GitReference, type GitRepositoryProps } from './git-repository';
export { HelmRelease, type HelmReleaseProps } from './helm-release';
export type { ChartSource, DriftDetection, Install, Upgrade, Waiting } from './helm-release-types';
export { HelmRepository, type HelmRepositoryProps } from './helm-repository';
export type { IgnoreRule, IgnoreTarget } from './ignore-rules';
export { Kustomization } from './kustomization';
export type {
  Health,
  HealthCheck,
  HealthCheckExpression,
  KustomizationProps,
  SourceKind,
} from './kustomization-types';
export { OCIRepository, type OciReference, type OCIRepositoryProps } from './oci-repository';
export { Receiver } from './receiver';
export type { OidcProvider, ReceiverProps, Woken, WokenKind } from './receiver-types';
export type { Dependency, ObjectReference, Referable } from './references';
export { source, type FluxSource, type FluxSourceOptions } from './source';
export { oidcIdentity, type OidcIdentity, type SecretReference, type Verify } from './verify';
