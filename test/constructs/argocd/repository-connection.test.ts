import { join } from 'node:path';
import { App, Chart, Testing, Yaml } from 'cdk8s';
import { RepositorySecret, type RepositorySecretProps } from '../../../constructs/argocd';
import { attachProgram } from '../../../constructs/artifact/program';
import { realDisk } from '../../../constructs/disk';
import { EVERYTHING_AT_HEAD } from '../../../lib/releases';
import { expectGolden } from '../../support/golden';

const chart = () => new Chart(Testing.app({ outdir: 'unused' }), 'hub', { namespace: 'argocd' });
const store = { name: 'aws', kind: 'ClusterSecretStore' } as const;
const at = (key: string) => ({ key });
const git = 'https://github.com/acme/apps.git';

it('says how a repository is reached, and keeps what is secret in a store', () => {
  const scope = chart();
  const make = (id: string, props: RepositorySecretProps) => new RepositorySecret(scope, id, props);
  make('charts', {
    url: 'ghcr.io/acme/charts',
    type: 'helm',
    enableOCI: true,
    use: 'repo-creds',
    credentials: { store, username: 'a', password: at('charts') },
  });
  make('inner', {
    url: 'oci://registry.acme.io/manifests',
    insecureOCIForceHttp: true,
    proxy: 'http://proxy.acme.io:3128',
    noProxy: 'acme.io',
  });
  make('mono', {
    url: git,
    depth: 1,
    enableLfs: true,
    forceHttpBasicAuth: true,
    insecure: false,
    credentials: { store, bearerToken: at('git') },
  });
  make('certified', {
    url: 'https://git.acme.io/apps.git',
    credentials: { store, tlsClientCertData: at('cert'), tlsClientCertKey: at('key') },
  });
  make('both', {
    url: 'https://charts.acme.io',
    type: 'helm',
    credentials: {
      ...{ store, username: 'a', password: at('p') },
      ...{ tlsClientCertData: at('cert'), tlsClientCertKey: at('key') },
    },
  });
  make('google', {
    url: 'https://source.developers.google.com/p/acme/r/apps',
    credentials: { store, gcpServiceAccountKey: at('gcp') },
  });
  expectGolden(
    join(__dirname, 'golden', 'repository-connection.yaml'),
    Yaml.stringify(...(scope.toJson() as object[])),
  );
});

it.each<readonly [string, RepositorySecretProps, RegExp]>([
  [
    'an OCI switch of git',
    { url: git, enableOCI: true },
    /has enableOCI, which .* git do not read/,
  ],
  ['plain HTTP of git', { url: git, insecureOCIForceHttp: true }, /insecureOCIForceHttp/],
  ['a depth of an artifact', { url: 'oci://ghcr.io/a', depth: 1 }, /has depth/],
  [
    'a key of an ssh host of charts',
    { url: 'https://c', type: 'helm', insecureIgnoreHostKey: true },
    /insecureIgnoreHostKey/,
  ],
  [
    'a token for charts',
    { url: 'https://c', type: 'helm', credentials: { store, bearerToken: at('a') } },
    /credentials for git over https/,
  ],
  [
    'a certificate for ssh',
    {
      url: 'git@github.com:a/b',
      credentials: { store, tlsClientCertData: at('a'), tlsClientCertKey: at('b') },
    },
    /reached over ssh/,
  ],
])('refuses %s', (_, props, message) => {
  expect(() => new RepositorySecret(chart(), 'x', props)).toThrow(message);
  expect(() => new RepositorySecret(chart(), 'x', props)).toThrow(
    expect.objectContaining({ code: 'ARGOCD_REPOSITORY_URL' }),
  );
});

it.each([
  { username: 'a', password: 'hunter2' },
  { bearerToken: 'hunter2' },
  { githubAppID: '1', githubAppPrivateKey: 'hunter2' },
])('refuses a secret in plain text, and does not print it: %#', (credentials) => {
  const make = () =>
    new RepositorySecret(chart(), 'x', {
      url: git,
      credentials: { store, ...credentials } as never,
    });
  expect(make).toThrow(expect.objectContaining({ code: 'ARGOCD_CREDENTIALS_PLAIN' }));
  expect(make).not.toThrow(/hunter2/);
});

it('knows the declared target of the app', () => {
  const app = new App({ outdir: 'unused' });
  const targets = { argocd: '3.2' };
  attachProgram(app, {
    disk: realDisk('.'),
    releases: EVERYTHING_AT_HEAD,
    targets,
    sortKeys: true,
  });
  expect(() => new RepositorySecret(new Chart(app, 'hub'), 'x', { url: git, depth: 1 })).toThrow(
    /depth of repository .* needs argocd 3.3, but the target is 3.2/,
  );
});
