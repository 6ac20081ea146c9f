import type { ECRAuthorizationTokenSpec } from '../../imports/external-secrets-generators';
import type { StoreReference } from '../external-secrets';
import { ArgoCdError } from './errors';
import type { RemoteValue } from './remote-value';

interface Stored {
  /** The SecretStore or ClusterSecretStore, as the construct or as upstream's reference. */
  readonly store: StoreReference;
}

/** A certificate that the client shows, and its key, in PEM; beside others or alone, over https. */
interface ClientCertificate {
  readonly tlsClientCertData: RemoteValue;
  readonly tlsClientCertKey: RemoteValue;
}

/** User name, and password or token: git over https, Helm, OCI. */
export interface BasicCredentials extends Stored, Partial<ClientCertificate> {
  /** Text where it is no secret, as `x-access-token`. */
  readonly username: RemoteValue | string;
  /** Password or token. */
  readonly password: RemoteValue;
}

/** A client certificate alone. */
export interface CertificateCredentials extends Stored, ClientCertificate {}

/** A token in the header `Authorization`, for git over https of Bitbucket Data Center. */
export interface BearerCredentials extends Stored {
  readonly bearerToken: RemoteValue;
}

/** The key of a service account, in JSON, for git of Google Cloud. */
export interface GoogleCredentials extends Stored {
  readonly gcpServiceAccountKey: RemoteValue;
}

/** A key for git over ssh. */
export interface SshCredentials extends Stored {
  readonly sshPrivateKey: RemoteValue;
}

/** A GitHub App, for git over https. */
export interface GitHubAppCredentials extends Stored {
  readonly githubAppID: string;
  /** Default: found by Argo CD from the repository's organization. */
  readonly githubAppInstallationID?: string;
  readonly githubAppPrivateKey: RemoteValue;
  /** `https://ghe.example.com/api/v3`; default github.com. */
  readonly githubAppEnterpriseBaseUrl?: string;
}

/**
 * Amazon's registry, whose tokens live for 12 hours: External Secrets fetches a new one at each
 * refresh, since Argo CD itself cannot. The region is that of the URL.
 */
export interface EcrCredentials {
  readonly ecr: {
    /** Default: the identity of External Secrets' own pods. */
    readonly auth?: ECRAuthorizationTokenSpec['auth'];
    /** A role to take: `arn:aws:iam::111122223333:role/reader`. Default none. */
    readonly role?: string;
  };
  readonly store?: undefined;
}

/** What a repository asks for, each secret by its place in a store, or a token of Amazon. */
export type RepositoryCredentials = StoredCredentials | EcrCredentials;

/** Those that a store holds. */
export type StoredCredentials =
  | BasicCredentials
  | BearerCredentials
  | CertificateCredentials
  | GitHubAppCredentials
  | GoogleCredentials
  | SshCredentials;

/** Data of the Secret: what stands in YAML, and what the store gives under the same keys. */
export interface SplitCredentials {
  readonly plain: Readonly<Record<string, string>>;
  readonly remote: Readonly<Record<string, RemoteValue>>;
}

const SECRETS = [
  ...['password', 'bearerToken', 'sshPrivateKey', 'githubAppPrivateKey'],
  ...['gcpServiceAccountKey', 'tlsClientCertData', 'tlsClientCertKey'],
];

/** @throws {ArgoCdError} `ARGOCD_CREDENTIALS_PLAIN` for a secret as text, which a cast let through. */
export function splitCredentials(credentials: StoredCredentials): SplitCredentials {
  const { store: _, ...fields } = credentials;
  const entries = Object.entries(fields as Readonly<Record<string, RemoteValue | string>>);
  const [shown] = entries.find(([key, value]) => SECRETS.includes(key) && isText(value)) ?? [];
  if (shown !== undefined) {
    throw new ArgoCdError(
      'ARGOCD_CREDENTIALS_PLAIN',
      `the ${shown} of a repository stands in plain text`,
      `put it into a secret store, and write its place: ${shown}: { key: '…' }`,
    );
  }
  return {
    plain: Object.fromEntries(
      entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    ),
    remote: Object.fromEntries(
      entries.filter((entry): entry is [string, RemoteValue] => typeof entry[1] === 'object'),
    ),
  };
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}
