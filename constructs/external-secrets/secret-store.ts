import { Construct } from 'constructs';
import {
  SecretStore as SecretStoreResource,
  type SecretStoreSpec,
} from '../../imports/external-secrets';
import {
  awsSecretsManager,
  vault,
  type AwsSecretsManagerProps,
  type VaultProps,
} from './providers';
import type { StoreProps, StoreReference } from './store';

export type SecretStoreProps = StoreProps<SecretStoreSpec>;

/**
 * Where the ExternalSecrets of one namespace get their values.
 *
 * @see https://external-secrets.io/latest/api/secretstore/
 */
export class SecretStore extends Construct implements StoreReference {
  readonly kind = 'SecretStore';
  readonly name: string;

  constructor(scope: Construct, id: string, { name = id, metadata, spec }: SecretStoreProps) {
    super(scope, id);
    this.name = name;
    new SecretStoreResource(this, 'Resource', { metadata: { ...metadata, name }, spec });
  }

  static awsSecretsManager(
    scope: Construct,
    id: string,
    props: AwsSecretsManagerProps,
  ): SecretStore {
    return new SecretStore(scope, id, { spec: { provider: awsSecretsManager(props) } });
  }

  static vault(scope: Construct, id: string, props: VaultProps): SecretStore {
    return new SecretStore(scope, id, { spec: { provider: vault(props) } });
  }
}
