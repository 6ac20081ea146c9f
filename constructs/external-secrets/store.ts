import type { ApiObjectMetadata } from 'cdk8s';
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

/** A store as upstream has it. */
export interface StoreProps<Spec> {
  readonly metadata?: Omit<ApiObjectMetadata, 'name'>;
  /** `metadata.name`; default the id. */
  readonly name?: string;
  /** Upstream's spec. */
  readonly spec: Spec;
}
