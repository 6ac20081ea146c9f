import type { StoreReference } from '../external-secrets';
import type { RemoteValue } from './remote-value';

interface Stored {
  /** The SecretStore or ClusterSecretStore, as the construct or as upstream's reference. */
  readonly store: StoreReference;
}

/** User name, and password or token: git over https, Helm, OCI. */
export interface BasicCredentials extends Stored {
  /** Text where it is no secret, as `x-access-token`. */
  readonly username: RemoteValue | string;
  /** Password or token. */
  readonly password: RemoteValue;
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

/** What a repository asks for, each secret by its place in a store. */
export type RepositoryCredentials = BasicCredentials | SshCredentials | GitHubAppCredentials;

/** Data of the Secret: what stands in YAML, and what the store gives under the same keys. */
export interface SplitCredentials {
  readonly plain: Readonly<Record<string, string>>;
  readonly remote: Readonly<Record<string, RemoteValue>>;
}

export function splitCredentials(credentials: RepositoryCredentials): SplitCredentials {
  const { store: _, ...fields } = credentials;
  const entries = Object.entries(fields as Readonly<Record<string, RemoteValue | string>>);
  return {
    plain: Object.fromEntries(
      entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    ),
    remote: Object.fromEntries(
      entries.filter((entry): entry is [string, RemoteValue] => typeof entry[1] === 'object'),
    ),
  };
}
