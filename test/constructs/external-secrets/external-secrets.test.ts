import { join } from 'node:path';
import { Chart, Testing, Yaml } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  ClusterSecretStore,
  ExternalSecret,
  SecretStore,
  type ExternalSecretProps,
} from '../../../constructs/external-secrets';
import { expectGolden } from '../../support/golden';

type Spec = ExternalSecretProps['spec'];

const chart = () => new Chart(Testing.app({ outdir: 'unused' }), 'test', { namespace: 'shop' });
const golden = (name: string) => join(__dirname, 'golden', `${name}.yaml`);
const store = { kind: 'ClusterSecretStore', name: 'aws' } as const;

function specOf(spec: Partial<Spec>): Record<string, unknown> {
  const scope = chart();
  new ExternalSecret(scope, 'db', {
    spec: { secretStoreRef: store, data: [{ secretKey: 'a', remoteRef: { key: 'k' } }], ...spec },
  });
  return (scope.toJson() as { spec: Record<string, unknown> }[])[0]?.spec ?? {};
}

it('writes stores for AWS Secrets Manager and Vault', () => {
  const scope = chart();
  ClusterSecretStore.awsSecretsManager(scope, 'aws', {
    region: 'eu-west-1',
    namespaces: ['core-system'],
  });
  SecretStore.awsSecretsManager(scope, 'team', {
    region: 'eu-west-1',
    role: 'arn:aws:iam::111122223333:role/reader',
    serviceAccount: { name: 'reader' },
    prefix: 'shop/',
  });
  SecretStore.vault(scope, 'vault', {
    server: 'https://vault.acme.io:8200',
    kubernetes: { role: 'shop' },
  });
  ClusterSecretStore.vault(scope, 'vault-everywhere', {
    server: 'https://vault.acme.io:8200',
    path: 'kv',
    caBundle: '-----BEGIN CERTIFICATE-----\n',
    namespaces: '*',
    appRole: { roleId: 'r-1', secretRef: { name: 'vault', key: 'secret-id', namespace: 'eso' } },
  });
  expectGolden(golden('stores'), Yaml.stringify(...(scope.toJson() as unknown[])));
});

it('writes out every default that an API server would add', () => {
  const scope = chart();
  new ExternalSecret(scope, 'orders', {
    spec: {
      secretStoreRef: ClusterSecretStore.awsSecretsManager(scope, 'aws', {
        region: 'eu-west-1',
        namespaces: ['shop'],
      }),
      data: [{ secretKey: 'password', remoteRef: { key: 'orders/db', property: 'password' } }],
      dataFrom: [
        { extract: { key: 'orders/all', decodingStrategy: 'Base64' } },
        { find: { name: { regexp: '^orders/' } }, rewrite: [{ merge: { into: 'json' } }] },
        { sourceRef: { generatorRef: { kind: 'Password', name: 'random' } } },
      ],
      target: {
        template: {
          templateFrom: [{ configMap: { name: 'template', items: [{ key: 'config.yaml' }] } }],
        },
      },
    },
  });
  expectGolden(golden('external-secret'), Yaml.stringify(...(scope.toJson() as unknown[])));
});

it('keeps what the user says against every default', () => {
  const spec = specOf({
    refreshInterval: '15m',
    target: { name: 'other', creationPolicy: 'Orphan', deletionPolicy: 'Retain' },
    data: [{ secretKey: 'a', remoteRef: { key: 'k', conversionStrategy: 'Unicode' } }],
  });
  expect(spec).toMatchObject({
    refreshInterval: '15m0s',
    target: { name: 'other', creationPolicy: 'Orphan' },
    data: [{ remoteRef: { conversionStrategy: 'Unicode', decodingStrategy: 'None' } }],
  });
});

it.each([
  ['1h', '1h0m0s'],
  ['90m', '1h30m0s'],
  ['90s', '1m30s'],
  ['0', '0s'],
  ['0s', '0s'],
  ['24h', '24h0m0s'],
])('writes the interval %s as %s', (refreshInterval, written) => {
  expect(specOf({ refreshInterval })).toMatchObject({ refreshInterval: written });
});

const entry = (secretKey: string) => ({ secretKey, remoteRef: { key: 'k' } });

it.each<[string, Partial<Spec>, string]>([
  ['no store', { secretStoreRef: undefined as never }, 'EXTERNAL_SECRET_STORE'],
  ['no entry at all', { data: [] }, 'EXTERNAL_SECRET_EMPTY'],
  ['an interval without a unit', { refreshInterval: '10' }, 'EXTERNAL_SECRET_INTERVAL'],
  ['an interval in days', { refreshInterval: '1d' }, 'EXTERNAL_SECRET_INTERVAL'],
  ['a key written twice', { data: [entry('a'), entry('a')] }, 'EXTERNAL_SECRET_KEY_DUPLICATE'],
  [
    'a Secret that it deletes but does not own',
    { target: { creationPolicy: 'Merge', deletionPolicy: 'Delete' } },
    'EXTERNAL_SECRET_POLICY',
  ],
  [
    'a Secret that it merges into but never makes',
    { target: { creationPolicy: 'None', deletionPolicy: 'Merge' } },
    'EXTERNAL_SECRET_POLICY',
  ],
  [
    'a generator for one key',
    { data: [{ ...entry('a'), sourceRef: { generatorRef: { kind: 'UUID', name: 'u' } } }] },
    'EXTERNAL_SECRET_SOURCE',
  ],
  ['an entry without a source', { dataFrom: [{}] }, 'EXTERNAL_SECRET_SOURCE'],
  [
    'an entry with two sources',
    { dataFrom: [{ extract: { key: 'k' }, find: { path: 'p' } }] },
    'EXTERNAL_SECRET_SOURCE',
  ],
])('refuses %s', (_, spec, code) => {
  expect(() => specOf(spec)).toThrow(expect.objectContaining({ code }));
});

it('refuses a cluster store that nobody may read, and a vault without a login', () => {
  const code = (make: () => unknown) => {
    try {
      make();
    } catch (error) {
      return (error as { code: string }).code;
    }
    return undefined;
  };
  const aws = { region: 'eu-west-1', namespaces: [] };
  expect(code(() => ClusterSecretStore.awsSecretsManager(chart(), 'a', aws))).toBe(
    'SECRET_STORE_CONDITIONS',
  );
  const server = 'https://vault.acme.io';
  expect(code(() => SecretStore.vault(chart(), 'a', { server }))).toBe('SECRET_STORE_AUTH');
});

it('feeds the containers of cdk8s-plus', () => {
  const scope = chart();
  const database = new ExternalSecret(scope, 'db', {
    spec: { secretStoreRef: store, data: [{ secretKey: 'host', remoteRef: { key: 'db' } }] },
  });
  const web = new kplus.Deployment(scope, 'web', { containers: [{ image: 'web' }] });
  const [container] = web.containers;
  container?.env.copyFrom(database.envFrom());
  container?.env.addVariable('HOST', database.secret.envValue('host'));
  // @ts-expect-error the ExternalSecret writes no such key
  database.secret.key('hots');
  const [, deployment] = scope.toJson() as { spec: { template: { spec: unknown } } }[];
  expect(deployment?.spec.template.spec).toMatchObject({
    containers: [
      {
        envFrom: [{ secretRef: { name: 'db' } }],
        env: [{ name: 'HOST', valueFrom: { secretKeyRef: { name: 'db', key: 'host' } } }],
      },
    ],
  });
});
