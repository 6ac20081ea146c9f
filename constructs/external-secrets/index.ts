export {
  ClusterSecretStore,
  type ClusterSecretStoreProps,
  type StoreAudience,
} from './cluster-secret-store';
export { ExternalSecretError } from './errors';
export { ExternalSecret, type ExternalSecretProps } from './external-secret';
export type { AwsSecretsManagerProps, VaultProps } from './providers';
export { SecretStore, type SecretStoreProps } from './secret-store';
export type { ServiceAccountReference, StoreReference } from './store';
