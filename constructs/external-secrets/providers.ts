import type { ServiceAccountReference, StoreProvider } from './store';
import { ExternalSecretError } from './errors';

/** How to reach AWS Secrets Manager. */
export interface AwsSecretsManagerProps {
  /** `eu-west-1` */
  readonly region: string;
  /** ARN of a role that the store assumes; default the identity itself. */
  readonly role?: string;
  /**
   * A ServiceAccount with the annotation `eks.amazonaws.com/role-arn`; default the operator's own
   * identity (IRSA, EKS Pod Identity or the instance profile). There are no static keys here.
   */
  readonly serviceAccount?: ServiceAccountReference;
  /** Put before every key; default none. */
  readonly prefix?: string;
}

/** @see https://external-secrets.io/latest/provider/aws-secrets-manager/ */
export function awsSecretsManager(props: AwsSecretsManagerProps): StoreProvider {
  const { region, role, serviceAccount, prefix } = props;
  return {
    aws: {
      service: 'SecretsManager',
      region,
      ...(role !== undefined && { role }),
      ...(prefix !== undefined && { prefix }),
      ...(serviceAccount && { auth: { jwt: { serviceAccountRef: serviceAccount } } }),
    },
  };
}

/** How to reach HashiCorp Vault. Exactly one way to log in. */
export interface VaultProps {
  /** `https://vault.acme.io:8200` */
  readonly server: string;
  /** Mount of the secrets engine; default `secret`. */
  readonly path?: string;
  /** Version of the KV engine; default `v2`. */
  readonly version?: 'v1' | 'v2';
  /** Vault Enterprise namespace; default none. */
  readonly namespace?: string;
  /** PEM bundle that signs Vault's certificate; default the system's. */
  readonly caBundle?: string;
  /** Log in with a ServiceAccount's token; `mountPath` is `kubernetes` unless said. */
  readonly kubernetes?: {
    readonly role: string;
    readonly mountPath?: string;
    /** Default: the operator's own. */
    readonly serviceAccount?: ServiceAccountReference;
  };
  /** Log in with an AppRole; `path` is `approle` unless said. */
  readonly appRole?: {
    readonly roleId: string;
    readonly path?: string;
    readonly secretRef: {
      readonly name: string;
      readonly key: string;
      readonly namespace?: string;
    };
  };
}

/**
 * @throws {ExternalSecretError} `SECRET_STORE_AUTH` unless there is exactly one way to log in.
 * @see https://external-secrets.io/latest/provider/hashicorp-vault/
 */
export function vault(props: VaultProps): StoreProvider {
  const { server, path = 'secret', version = 'v2', namespace, caBundle } = props;
  return {
    vault: {
      server,
      path,
      version,
      ...(namespace !== undefined && { namespace }),
      ...(caBundle !== undefined && { caBundle: Buffer.from(caBundle).toString('base64') }),
      auth: vaultAuth(props),
    },
  };
}

type VaultAuth = NonNullable<NonNullable<StoreProvider['vault']>['auth']>;

function vaultAuth({ server, kubernetes, appRole }: VaultProps): VaultAuth {
  if (kubernetes && !appRole) {
    const { role, mountPath = 'kubernetes', serviceAccount } = kubernetes;
    const identity = serviceAccount && { serviceAccountRef: serviceAccount };
    return { kubernetes: { mountPath, role, ...identity } };
  }
  if (appRole && !kubernetes) {
    const { roleId, path = 'approle', secretRef } = appRole;
    return { appRole: { path, roleId, secretRef } };
  }
  throw new ExternalSecretError(
    'SECRET_STORE_AUTH',
    `the store for ${server} has ${appRole ? 'two ways' : 'no way'} to log in`,
    'write exactly one of kubernetes and appRole',
  );
}
