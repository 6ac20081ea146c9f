import { join } from 'node:path';
import { Chart, Testing, Yaml } from 'cdk8s';
import {
  ClusterSecret,
  RepositorySecret,
  type ClusterConfig,
  type ClusterSecretProps,
  type RepositorySecretProps,
} from '../../../constructs/argocd';
import { expectGolden } from '../../support/golden';

const chart = () => new Chart(Testing.app({ outdir: 'unused' }), 'hub', { namespace: 'argocd' });
const golden = (name: string) => join(__dirname, 'golden', `${name}.yaml`);
const store = { name: 'aws', kind: 'ClusterSecretStore' } as const;
const at = (key: string, property?: string) => ({ key, ...(property && { property }) });

it('registers clusters without a secret in YAML', () => {
  const scope = chart();
  new ClusterSecret(scope, 'in-cluster', {
    server: 'https://kubernetes.default.svc',
    labels: { environment: 'hub' },
  });
  new ClusterSecret(scope, 'eu-1', {
    server: 'https://ABC.gr7.eu-west-1.eks.amazonaws.com',
    labels: { environment: 'production', region: 'eu-west-1' },
    annotations: { 'acme.io/vpc': 'vpc-1' },
    config: {
      awsAuthConfig: { clusterName: 'eu-1', roleARN: 'arn:aws:iam::123456789012:role/argocd' },
      tlsClientConfig: { caData: 'LS0t' },
    },
    project: 'web',
    namespaces: ['web', 'api'],
    clusterResources: true,
  });
  new ClusterSecret(scope, 'lab', {
    clusterName: 'Lab 1',
    server: 'https://10.0.0.1',
    labels: { environment: 'lab' },
    config: {
      credentials: { store, bearerToken: at('clusters/lab', 'token') },
      tlsClientConfig: { caData: 'LS0t' },
    },
  });
  new ClusterSecret(scope, 'edge', {
    server: 'https://10.0.0.2',
    annotations: { site: 'north' },
    config: {
      credentials: {
        store,
        certData: at('clusters/edge', 'cert'),
        keyData: at('clusters/edge', 'key'),
      },
    },
    refreshInterval: '10m',
  });
  new ClusterSecret(scope, 'gke', {
    server: 'https://10.0.0.3',
    config: {
      execProviderConfig: {
        command: 'argocd-k8s-auth',
        args: ['gcp'],
        apiVersion: 'client.authentication.k8s.io/v1beta1',
      },
    },
  });
  expectGolden(golden('cluster-secrets'), Yaml.stringify(...scope.toJson()));
});

it('tells of repositories of git, charts and artifacts, whatever opens them', () => {
  const scope = chart();
  new RepositorySecret(scope, 'https', {
    url: 'https://github.com/acme/apps.git',
    credentials: { store, username: 'x-access-token', password: at('argocd/github') },
  });
  new RepositorySecret(scope, 'ssh', {
    url: 'git@github.com:acme/apps.git',
    credentials: { store, sshPrivateKey: at('argocd/deploy-key', 'private') },
    project: 'web',
  });
  new RepositorySecret(scope, 'app', {
    url: 'https://github.com/acme',
    use: 'repo-creds',
    credentials: {
      store,
      githubAppID: '12345',
      githubAppInstallationID: '67890',
      githubAppPrivateKey: at('argocd/app', 'key'),
    },
  });
  new RepositorySecret(scope, 'charts', {
    url: 'https://charts.example.com',
    type: 'helm',
    repositoryName: 'example',
    credentials: { store, username: at('charts', 'user'), password: at('charts', 'password') },
  });
  expectGolden(golden('repositories'), Yaml.stringify(...scope.toJson()));
});

const server = 'https://10.0.0.1';
const plain = (config: object) => () =>
  new ClusterSecret(chart(), 'x', { server, config: config as ClusterConfig });

it.each<[string, () => unknown, RegExp]>([
  [
    'two clusters of one name',
    () => {
      const scope = chart();
      new ClusterSecret(scope, 'a', { clusterName: 'eu', server });
      new ClusterSecret(scope, 'eu', { server });
    },
    /hub\/a and hub\/eu are both named 'eu'/,
  ],
  [
    'a server that is no URL',
    () => new ClusterSecret(chart(), 'x', { server: '10.0.0.1' }),
    /the server '10\.0\.0\.1'/,
  ],
  ['a token in YAML', plain({ bearerToken: 'abc' }), /credentials in plain text/],
  ['a key in YAML', plain({ tlsClientConfig: { keyData: 'abc' } }), /credentials in plain text/],
  ['a password in YAML', plain({ username: 'a', password: 'b' }), /credentials in plain text/],
])('refuses %s', (_, make, message) => {
  expect(make).toThrow(expect.objectContaining({ code: 'ARGOCD_CLUSTER_INVALID' }));
  expect(make).toThrow(message);
});

it('does not print the credentials that it refuses', () => {
  expect(plain({ bearerToken: 'hunter2' })).not.toThrow(/hunter2/);
});

const password = { store, username: 'a', password: at('b') };
const sshKey = { store, sshPrivateKey: at('b') };
const app = { store, githubAppID: '1', githubAppPrivateKey: at('b') };
it.each<[string, RepositorySecretProps]>([
  ['an ssh key for https', { url: 'https://github.com/acme/apps.git', credentials: sshKey }],
  ['a password for ssh', { url: 'git@github.com:acme/apps.git', credentials: password }],
  ['a password for ssh://', { url: 'ssh://git@github.com/acme/apps.git', credentials: password }],
  ['a GitHub App for ssh', { url: 'git@github.com:acme/apps.git', credentials: app }],
  [
    'an ssh key for charts',
    { url: 'https://charts.example.com', type: 'helm', credentials: sshKey },
  ],
  ['a GitHub App for artifacts', { url: 'oci://ghcr.io/acme/a', credentials: app }],
])('refuses %s', (_, props) => {
  expect(() => new RepositorySecret(chart(), 'x', props)).toThrow(
    expect.objectContaining({ code: 'ARGOCD_REPOSITORY_URL' }),
  );
});

/* Checked by the compiler alone. */
export const misuse: readonly ClusterSecretProps[] = [
  // @ts-expect-error no credentials in plain text
  { server, config: { bearerToken: 'abc' } },
  // @ts-expect-error nor keys of certificates
  { server, config: { awsAuthConfig: { clusterName: 'a' }, tlsClientConfig: { keyData: 'a' } } },
  {
    server,
    config: {
      awsAuthConfig: { clusterName: 'a' },
      // @ts-expect-error one way in, not two
      credentials: { store, bearerToken: at('a') },
    },
  },
];

it("refreshes tokens of Amazon's registry before they end", () => {
  const scope = chart();
  new RepositorySecret(scope, 'ecr', {
    url: 'oci://111122223333.dkr.ecr.eu-west-1.amazonaws.com/manifests/shop',
    credentials: {
      ecr: {
        auth: { jwt: { serviceAccountRef: { name: 'registry-reader' } } },
        role: 'arn:aws:iam::111122223333:role/reader',
      },
    },
  });
  new RepositorySecret(scope, 'public', {
    url: 'oci://public.ecr.aws/acme',
    use: 'repo-creds',
    credentials: { ecr: {} },
    refreshInterval: '11h59m',
  });
  expectGolden(golden('ecr'), Yaml.stringify(...scope.toJson()));
});

it.each([
  ['another registry', 'oci://ghcr.io/acme/shop', undefined, 'ARGOCD_REPOSITORY_URL'],
  ['git', 'https://github.com/acme/shop', undefined, 'ARGOCD_REPOSITORY_URL'],
  ['a token that has ended', 'oci://public.ecr.aws/acme', '12h', 'ARGOCD_DURATION_INVALID'],
])("refuses tokens of Amazon's registry for %s", (_, url, refreshInterval, code) => {
  const credentials = { ecr: {} };
  expect(() => new RepositorySecret(chart(), 'x', { url, credentials, refreshInterval })).toThrow(
    expect.objectContaining({ code }),
  );
});
