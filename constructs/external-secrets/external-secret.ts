import type { ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import {
  ExternalSecret as ExternalSecretResource,
  type ExternalSecretSpec,
} from '../../imports/external-secrets';
import { SecretReference } from '../secret-reference';
import { checkExternalSecret } from './checks';
import { explicit } from './explicit';
import type { StoreReference } from './store';

export interface ExternalSecretProps<Key extends string = string> {
  /** `metadata` besides the name; default none. */
  readonly metadata?: Omit<ApiObjectMetadata, 'name'>;
  /** `metadata.name`, and the Secret's where `spec.target.name` says nothing; default the id. */
  readonly name?: string;
  /** Upstream's spec; a store is given as the construct or as upstream's reference. */
  readonly spec: Omit<ExternalSecretSpec, 'secretStoreRef' | 'data'> & {
    readonly secretStoreRef: StoreReference;
    readonly data?: readonly (NonNullable<ExternalSecretSpec['data']>[number] & {
      readonly secretKey: Key;
    })[];
  };
}

/**
 * A Secret whose values stay in a secret store: `refreshInterval` is 1h, the Secret belongs to the
 * ExternalSecret and is kept when the store loses its value.
 *
 * Every default that an API server would fill in is written out, since Argo CD would report one
 * inside a list as a difference for ever.
 *
 * @throws {ExternalSecretError} for what the operator's webhook refuses.
 * @see https://external-secrets.io/latest/api/externalsecret/
 */
export class ExternalSecret<const Key extends string = string> extends Construct {
  /** The Secret as containers and other manifests refer to it. */
  readonly secret: SecretReference<Key>;

  constructor(scope: Construct, id: string, props: ExternalSecretProps<Key>) {
    super(scope, id);
    const { name = id, metadata, spec } = props;
    checkExternalSecret(name, spec);
    const { kind, name: store } = spec.secretStoreRef;
    this.secret = new SecretReference(spec.target?.name ?? name);
    new ExternalSecretResource(this, 'Resource', {
      metadata: { ...metadata, name },
      spec: explicit({ ...spec, secretStoreRef: { name: store, kind } }),
    });
  }

  /** `container.env.copyFrom(externalSecret.envFrom())` */
  envFrom<EnvFrom = unknown>(): EnvFrom {
    return this.secret.envFrom();
  }
}
