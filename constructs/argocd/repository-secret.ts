import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { witnessOf } from '../deployable';
import { ExternalSecret } from '../external-secrets';
import { programOf } from '../artifact/program';
import { ecrSecret } from './ecr-secret';
import { ArgoCdError } from './errors';
import {
  checkConnection,
  connectionData,
  type RepositoryConnection,
} from './repository-connection';
import { splitCredentials, type RepositoryCredentials } from './repository-credentials';

export interface RepositorySecretProps extends RepositoryConnection {
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
   * User name and password, an ssh key or a GitHub App, each by its place in a secret store: External
   * Secrets writes them, so they never stand in YAML; or `ecr`, for tokens of Amazon's registry.
   * Default none, for what anybody may read.
   */
  readonly credentials?: RepositoryCredentials;
  /** The only project that may use it; default any. */
  readonly project?: string;
  /** What Helm calls it, of a repository of charts; default none. */
  readonly repositoryName?: string;
  /** How often the store is asked; default `1h`, of `ecr` `6h`. */
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
    checkCredentials(this.node.path, url, type, credentials);
    checkConnection(
      props,
      type,
      `repository '${url}' at ${this.node.path}`,
      programOf(scope)?.targets,
    );
    const data = {
      type,
      url,
      ...(props.repositoryName !== undefined && { name: props.repositoryName }),
      ...(project !== undefined && { project }),
      ...connectionData(props),
    };
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
    if ('ecr' in credentials) {
      ecrSecret(this, { name, metadata, url, labels, data, credentials, refreshInterval });
      return;
    }
    const { plain, remote } = splitCredentials(credentials);
    const filledIn = Object.keys(remote).map((key) => [key, `{{ .${key} }}`]);
    new ExternalSecret(this, 'ExternalSecret', {
      name,
      metadata,
      spec: {
        secretStoreRef: credentials.store,
        ...(refreshInterval !== undefined && { refreshInterval }),
        target: {
          template: {
            metadata: { labels },
            data: {
              ...data,
              ...plain,
              ...(Object.fromEntries(filledIn) as Record<string, string>),
            },
          },
        },
        data: Object.entries(remote).map(([secretKey, remoteRef]) => ({ secretKey, remoteRef })),
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

function checkCredentials(
  place: string,
  url: string,
  type: string,
  credentials: RepositoryCredentials | undefined,
): void {
  const anywhere = !credentials || 'password' in credentials || 'tlsClientCertData' in credentials;
  if (anywhere) {
    if (!credentials || !/^(ssh:|[^/:@]+@)/.test(url)) return;
    throw new ArgoCdError(
      'ARGOCD_REPOSITORY_URL',
      `repository '${url}' at ${place} is reached over ssh, but has credentials for https`,
      'give it sshPrivateKey, or write an https URL',
    );
  }
  if ('ecr' in credentials) {
    if (type !== 'git') return;
    throw new ArgoCdError(
      'ARGOCD_REPOSITORY_URL',
      `git repository '${url}' at ${place} has credentials for Amazon's registry`,
      'write an oci:// URL, or credentials for git',
    );
  }
  const ssh = 'sshPrivateKey' in credentials;
  if (type === 'git' && ssh !== /^https?:/.test(url)) return;
  throw new ArgoCdError(
    'ARGOCD_REPOSITORY_URL',
    `${type} repository '${url}' at ${place} has ${ssh ? 'an ssh key' : 'credentials for git over https'}`,
    ssh ? 'write its ssh URL: git@github.com:acme/apps.git' : 'write its https URL of type git',
  );
}
