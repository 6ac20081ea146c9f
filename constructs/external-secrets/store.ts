import type { SecretStoreSpec } from '../../imports/external-secrets';

/** A store, by name: what `secretStoreRef` holds. Both store constructs are one. */
export interface StoreReference {
  readonly name: string;
  readonly kind: 'SecretStore' | 'ClusterSecretStore';
}

export type StoreProvider = SecretStoreSpec['provider'];

/** A ServiceAccount whose token the store uses. */
export interface ServiceAccountReference {
  readonly name: string;
  /** Required in a ClusterSecretStore, refused by the webhook in a SecretStore. */
  readonly namespace?: string;
}
