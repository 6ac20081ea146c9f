import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { witnessOf } from '../deployable';
import { ExternalSecret, type StoreReference } from '../external-secrets';
import { ArgoCdError } from './errors';

/** A value in a secret store. */
export interface RemoteValue {
  /** Name of the secret there: `argocd/ghcr`. */
  readonly key: string;
  /** Field of it; default the whole value. */
  readonly property?: string;
  /** Default the newest. */
  readonly version?: string;
}

export interface RepositoryCredentials {
  /** The SecretStore or ClusterSecretStore, as the construct or as upstream's reference. */
  readonly store: StoreReference;
  readonly username: RemoteValue;
  /** Password or token. */
  readonly password: RemoteValue;
}

export interface RepositorySecretProps {
  /** Name of the Secret. Default: the construct's id. */
  readonly name?: string;
  /** Labels, annotations, namespace. Default none; the namespace is the chart's, Argo CD's own. */
  readonly metadata?: Omit<ApiObjectMetadata, 'name'>;
  /** `oci://ghcr.io/acme/manifests/core-stack`; with `repo-creds` the beginning of such URLs. */
  readonly url: string;
  /** Default: `oci` for a URL that starts with `oci://`, else `git`. */
  readonly type?: 'oci' | 'git' | 'helm';
  /** One repository, or credentials for all whose URL starts with `url`; default `repository`. */
  readonly use?: 'repository' | 'repo-creds';
  /**
   * Where user name and password are: written by External Secrets, so they never stand in YAML.
   * Default none, for what anybody may read.
   */
  readonly credentials?: RepositoryCredentials;
  /** The only project that may use it; default any. */
  readonly project?: string;
  /** How often the store is asked; default `1h`. */
  readonly refreshInterval?: string;
}

const TYPE_LABEL = 'argocd.argoproj.io/secret-type';

/**
 * Tells Argo CD about a repository: its type, and the credentials for it. Without one of type `oci`,
 * Argo CD before 3.6 takes an OCI repository for git.
 *
 * With credentials it is an ExternalSecret whose Secret carries the label; else a plain Secret.
 *
 * @throws {ArgoCdError} `ARGOCD_REPOSITORY_URL` where type and URL contradict each other.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#repositories
 */
export class RepositorySecret extends Construct {
  constructor(scope: Construct, id: string, props: RepositorySecretProps) {
    super(scope, id);
    const { name = id, metadata, url, use = 'repository', credentials, refreshInterval } = props;
    const { type = url.startsWith('oci://') ? 'oci' : 'git', project } = props;
    checkUrl(this.node.path, url, type);
    witnessOf(this)?.declares({ ...props, name });
    const data = { type, url, ...(project !== undefined && { project }) };
    const labels = { [TYPE_LABEL]: use };
    if (!credentials) {
      new ApiObject(this, 'Resource', {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { ...metadata, name, labels: { ...metadata?.labels, ...labels } },
        stringData: data,
      });
      return;
    }
    const { store, username, password } = credentials;
    new ExternalSecret(this, 'ExternalSecret', {
      name,
      metadata,
      spec: {
        secretStoreRef: store,
        ...(refreshInterval !== undefined && { refreshInterval }),
        target: {
          template: {
            metadata: { labels },
            data: { ...data, username: '{{ .username }}', password: '{{ .password }}' },
          },
        },
        data: [
          { secretKey: 'username', remoteRef: username },
          { secretKey: 'password', remoteRef: password },
        ],
      },
    });
  }
}

function checkUrl(place: string, url: string, type: string): void {
  if (type === 'helm' ? !url.startsWith('oci://') : url.startsWith('oci://') === (type === 'oci')) {
    return;
  }
  throw new ArgoCdError(
    'ARGOCD_REPOSITORY_URL',
    `repository '${url}' at ${place} has the type ${type}`,
    type === 'oci'
      ? `write oci:// in front: oci://${url.replace(/^\w+:\/\//, '')}`
      : 'leave type out, or write the URL without oci:// as Argo CD expects it of that type',
  );
}
