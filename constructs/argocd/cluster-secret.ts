import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { ExternalSecret, type StoreReference } from '../external-secrets';
import { ArgoCdError } from './errors';
import type { RemoteValue } from './remote-value';

interface Tls {
  /** PEM certificate of the API server's authority, in base64. Default: what the system trusts. */
  readonly caData?: string;
  /** Name in the server's certificate, where it is not the URL's. */
  readonly serverName?: string;
}

/**
 * How Argo CD gets into a cluster. What is secret stands in a store; there is no field for it here.
 */
export type ClusterConfig = { readonly tlsClientConfig?: Tls } & (
  | {
      /** EKS, by the role of Argo CD's pods. */
      readonly awsAuthConfig: {
        readonly clusterName: string;
        readonly roleARN?: string;
        readonly profile?: string;
      };
      readonly execProviderConfig?: undefined;
      readonly credentials?: undefined;
    }
  | {
      /** A program in Argo CD's image that prints a token: `argocd-k8s-auth gcp`. */
      readonly execProviderConfig: {
        readonly command: string;
        readonly args?: readonly string[];
        readonly apiVersion: string;
      };
      readonly awsAuthConfig?: undefined;
      readonly credentials?: undefined;
    }
  | {
      /** A token of a ServiceAccount, or a client certificate and its key in base64. */
      readonly credentials: { readonly store: StoreReference } & (
        | { readonly bearerToken: RemoteValue; readonly keyData?: undefined }
        | {
            readonly certData: RemoteValue;
            readonly keyData: RemoteValue;
            readonly bearerToken?: undefined;
          }
      );
      readonly awsAuthConfig?: undefined;
      readonly execProviderConfig?: undefined;
    }
);

export interface ClusterSecretProps {
  /** Name of the Secret. Default: the construct's id. */
  readonly name?: string;
  /** More metadata; namespace default the chart's, Argo CD's own. */
  readonly metadata?: Omit<ApiObjectMetadata, 'name' | 'labels' | 'annotations'>;
  /** What Argo CD calls the cluster; two of the same name are one to it. Default: `name`. */
  readonly clusterName?: string;
  /** `https://10.0.0.1` */
  readonly server: string;
  /** What `clusters({ matchLabels })` selects by. Default none. */
  readonly labels?: Readonly<Record<string, string>>;
  /** What templates may read. Default none. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Default: as the pod that Argo CD is, for the cluster that it runs in. */
  readonly config?: ClusterConfig;
  /** The only project that may deploy to it; default any. */
  readonly project?: string;
  /** The only namespaces that Argo CD looks at; default all. */
  readonly namespaces?: readonly string[];
  /** Whether cluster-scoped objects are managed beside `namespaces`; default false. */
  readonly clusterResources?: boolean;
  /** How often the store is asked for credentials; default `1h`. */
  readonly refreshInterval?: string;
}

/**
 * A cluster that Argo CD deploys to. With credentials it is an ExternalSecret whose Secret carries
 * the labels; else a plain Secret without any.
 *
 * @throws {ArgoCdError} `ARGOCD_CLUSTER_INVALID` for a second cluster of the same name in the app,
 *   which Argo CD would silently lose, for a URL that is none, and for plain credentials that a cast
 *   let through.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#clusters
 */
export class ClusterSecret extends Construct {
  readonly clusterName: string;
  readonly server: string;

  constructor(scope: Construct, id: string, props: ClusterSecretProps) {
    super(scope, id);
    const { name = id, metadata, server, config, refreshInterval } = props;
    this.clusterName = props.clusterName ?? name;
    this.server = server;
    checkServer(this, server);
    claimName(this, this.clusterName);
    const labels = { ...props.labels, 'argocd.argoproj.io/secret-type': 'cluster' };
    const annotations = props.annotations && { annotations: props.annotations };
    const { credentials, ...shown }: Partial<ClusterConfig> = config ?? {};
    checkPlain(this, shown);
    const data = {
      name: this.clusterName,
      server,
      ...(props.project !== undefined && { project: props.project }),
      ...(props.namespaces && { namespaces: props.namespaces.join(',') }),
      ...(props.clusterResources && { clusterResources: 'true' }),
    };
    if (!credentials) {
      new ApiObject(this, 'Resource', {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { ...metadata, name, labels, ...annotations },
        stringData: { ...data, config: JSON.stringify({ tlsClientConfig: {}, ...shown }) },
      });
      return;
    }
    const { store, ...values } = credentials;
    const remote = Object.entries<RemoteValue | undefined>(values).flatMap(([secretKey, ref]) =>
      ref ? [{ secretKey, remoteRef: ref }] : [],
    );
    new ExternalSecret(this, 'ExternalSecret', {
      name,
      metadata: { ...metadata },
      spec: {
        secretStoreRef: store,
        ...(refreshInterval !== undefined && { refreshInterval }),
        target: {
          template: {
            metadata: { labels, ...annotations },
            data: { ...data, config: configTemplate(shown.tlsClientConfig ?? {}, values) },
          },
        },
        data: remote,
      },
    });
  }
}

/** JSON whose secrets External Secrets quotes and fills in. */
function configTemplate(tls: Tls, values: object): string {
  const filledIn = (key: string) => `{{ .${key} | toJson }}`;
  const fields = Object.entries(tls).map(([key, value]) => `"${key}":${JSON.stringify(value)}`);
  if ('bearerToken' in values && values.bearerToken) {
    return `{"bearerToken":${filledIn('bearerToken')},"tlsClientConfig":{${fields.join(',')}}}`;
  }
  const pair = ['certData', 'keyData'].map((key) => `"${key}":${filledIn(key)}`);
  return `{"tlsClientConfig":{${[...fields, ...pair].join(',')}}}`;
}

const names = new WeakMap<IConstruct, Map<string, string>>();

function claimName({ node }: Construct, name: string): void {
  const known = names.get(node.root) ?? new Map<string, string>();
  names.set(node.root, known);
  const other = known.get(name);
  if (other !== undefined) {
    throw new ArgoCdError(
      'ARGOCD_CLUSTER_INVALID',
      `${other} and ${node.path} are both named '${name}', of which Argo CD silently loses one`,
      'give one of them another clusterName',
    );
  }
  known.set(name, node.path);
}

function checkServer({ node }: Construct, server: string): void {
  if (/^https?:\/\/[^\s/]+/.test(server)) return;
  throw new ArgoCdError(
    'ARGOCD_CLUSTER_INVALID',
    `cluster ${node.path} has the server '${server}'`,
    'write the URL of its API server: https://10.0.0.1',
  );
}

const SECRETS = /^(bearerToken|username|password|keyData|certData|env)$/;

function checkPlain({ node }: Construct, config: object): void {
  const found = JSON.stringify(config, (key, value: unknown) => (SECRETS.test(key) ? '\0' : value));
  if (!found.includes('\\u0000')) return;
  throw new ArgoCdError(
    'ARGOCD_CLUSTER_INVALID',
    `the config of cluster ${node.path} has credentials in plain text`,
    'put them into a secret store, and name their place in credentials',
  );
}
