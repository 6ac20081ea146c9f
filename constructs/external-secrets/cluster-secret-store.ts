import { Construct } from 'constructs';
import {
  ClusterSecretStore as ClusterSecretStoreResource,
  type ClusterSecretStoreSpec,
} from '../../imports/external-secrets';
import { ExternalSecretError } from './errors';
import {
  awsSecretsManager,
  vault,
  type AwsSecretsManagerProps,
  type VaultProps,
} from './providers';
import type { StoreProps, StoreReference } from './store';

/** Which namespaces may read through a cluster's store. */
export interface StoreAudience {
  /** Names, or `'*'` for every namespace of the cluster: say it only where you mean it. */
  readonly namespaces: readonly string[] | '*';
}

export type ClusterSecretStoreProps = StoreProps<ClusterSecretStoreSpec>;

/**
 * Where the ExternalSecrets of several namespaces get their values. Without `conditions` any
 * namespace could read everything the store can, so the factories ask for them.
 *
 * @see https://external-secrets.io/latest/api/clustersecretstore/
 */
export class ClusterSecretStore extends Construct implements StoreReference {
  readonly kind = 'ClusterSecretStore';
  readonly name: string;

  constructor(
    scope: Construct,
    id: string,
    { name = id, metadata, spec }: ClusterSecretStoreProps,
  ) {
    super(scope, id);
    this.name = name;
    new ClusterSecretStoreResource(this, 'Resource', { metadata: { ...metadata, name }, spec });
  }

  static awsSecretsManager(
    scope: Construct,
    id: string,
    { namespaces, ...provider }: AwsSecretsManagerProps & StoreAudience,
  ): ClusterSecretStore {
    const spec = { provider: awsSecretsManager(provider), ...conditions(id, namespaces) };
    return new ClusterSecretStore(scope, id, { spec });
  }

  static vault(
    scope: Construct,
    id: string,
    { namespaces, ...provider }: VaultProps & StoreAudience,
  ): ClusterSecretStore {
    const spec = { provider: vault(provider), ...conditions(id, namespaces) };
    return new ClusterSecretStore(scope, id, { spec });
  }
}

function conditions(
  id: string,
  namespaces: StoreAudience['namespaces'],
): Pick<ClusterSecretStoreSpec, 'conditions'> {
  if (namespaces === '*') return {};
  if (namespaces.length > 0) return { conditions: [{ namespaces: [...namespaces] }] };
  throw new ExternalSecretError(
    'SECRET_STORE_CONDITIONS',
    `ClusterSecretStore '${id}' names no namespace`,
    "name the namespaces that may read it, or write '*'",
  );
}
