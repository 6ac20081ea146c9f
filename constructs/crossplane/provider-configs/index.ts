export {
  ClusterProviderConfig,
  LegacyProviderConfig,
  ProviderConfig,
  type ClusterProviderConfigProps,
  type LegacyProviderConfigProps,
  type ProviderConfigProps,
} from './aws';
export type {
  AwsCredentials,
  AwsEndpoint,
  AwsRole,
  AwsSettings,
  LocalAwsCredentials,
} from './aws-settings';
export * from './azure';
export type { ClusterAccess, ClusterIdentity, LocalClusterAccess } from './cluster-access';
export * from './gcp';
export * from './helm';
export * from './kubernetes';
export * from './mssql';
export * from './mysql';
export * from './postgresql';
export type {
  CommonCredentials,
  NearSecretKey,
  PlacedSecretKey,
  ReconciliationPolicy,
  SecretKey,
} from './secrets';
export type { SqlCredentials } from './sql';
