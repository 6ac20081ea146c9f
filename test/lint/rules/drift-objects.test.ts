import { ManifestSet } from '../../../lib/core';
import { lint } from '../../../lib/lint';
import { nonCanonicalValue } from '../../../lib/lint/rules/non-canonical-value';
import { objectInTwoApplications } from '../../../lib/lint/rules/object-in-two-applications';
import * as schemas from '../../../imports/schemas';
import { application } from '../support/applications';
import { manifestsOf, ruleCases } from '../support/rule-cases';

describe('non-canonical-value', () => {
  const cluster = (resources: string) =>
    `{ apiVersion: postgresql.cnpg.io/v1, kind: Cluster, metadata: { name: c }, spec: { resources: ${resources} } }`;
  const at = 'postgresql.cnpg.io/Cluster/c/spec/resources';
  ruleCases(nonCanonicalValue, [
    {
      title: 'reports a quantity of a database',
      given: cluster('{ requests: { cpu: "0.1" } }'),
      reports: [`${at}/requests/cpu is '0.1', which is written back as '100m'`],
    },
    {
      title: 'reports a number, which is written back as a text',
      given: cluster('{ limits: { cpu: 1 } }'),
      reports: [`${at}/limits/cpu`],
    },
    {
      title: 'reports the size of a volume in memory',
      given:
        '{ apiVersion: postgresql.cnpg.io/v1, kind: Cluster, metadata: { name: c }, spec: { ephemeralVolumesSizeLimit: { shm: 1024Mi } } }',
      reports: ['postgresql.cnpg.io/Cluster/c/spec/ephemeralVolumesSizeLimit/shm'],
    },
    {
      title: 'reports the interval of a PushSecret that deletes, which its finalizer writes anew',
      given:
        '{ apiVersion: external-secrets.io/v1alpha1, kind: PushSecret, metadata: { name: p }, spec: { deletionPolicy: Delete, refreshInterval: 1h } }',
      reports: [
        "external-secrets.io/PushSecret/p/spec/refreshInterval is '1h', which is written back as '1h0m0s'",
      ],
    },
    {
      title: 'accepts that of one that keeps',
      given:
        '{ apiVersion: external-secrets.io/v1alpha1, kind: PushSecret, metadata: { name: p }, spec: { refreshInterval: 1h } }',
      reports: [],
    },
    {
      title: 'accepts canonical ones',
      given: cluster('{ limits: { cpu: "1", memory: 1Gi } }'),
      reports: [],
    },
    {
      title: 'accepts a Rollout, of which Argo CD knows the types',
      given:
        '{ apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: { name: r }, spec: { template: { spec: { containers: [{ name: a, resources: { limits: { cpu: 1 } } }] } } } }',
      reports: [],
    },
    {
      title: 'reports the duration of a Certificate',
      given:
        '{ apiVersion: cert-manager.io/v1, kind: Certificate, metadata: { name: c }, spec: { duration: 2160h, renewBefore: 360h0m0s } }',
      reports: [
        "cert-manager.io/Certificate/c/spec/duration is '2160h', which is written back as '2160h0m0s'",
      ],
    },
  ]);
});

describe('object-in-two-applications', () => {
  const app = (name: string, path: string, more = '', server = 'https://a') =>
    application(
      `source: { repoURL: 'https://x', path: ${path} }, destination: { server: '${server}', namespace: shop }, ${more}`,
      name,
    );
  const config = '{ apiVersion: v1, kind: ConfigMap, metadata: { name: c } }';
  const found = (apps: readonly string[], files: Readonly<Record<string, string>>) => {
    const hub = manifestsOf(apps.join('\n---\n')).map((manifest) => ({ manifest, origin: {} }));
    const content = Object.entries(files).flatMap(([file, text]) =>
      manifestsOf(text).map((manifest) => ({ manifest, origin: { file } })),
    );
    return lint(new ManifestSet([...hub, ...content]), {
      schemas,
      rules: [objectInTwoApplications],
    });
  };
  const two = { 'a/x.yaml': config, 'b/x.yaml': config };

  it('reports an object that two Applications put into one place', () => {
    expect(found([app('one', 'a'), app('two', 'b')], two).map(({ message }) => message)).toEqual([
      "is deployed by Application 'two', and to the same place by Application 'one': each takes it from the other",
    ]);
  });

  it.each([
    ['another cluster', [app('one', 'a'), app('two', 'b', '', 'https://b')], two],
    ['a templated cluster', [app('one', 'a'), app('two', 'b', '', '{{server}}')], two],
    [
      'another namespace',
      [app('one', 'a'), app('two', 'b').replace('namespace: shop', 'namespace: x')],
      two,
    ],
    ['one Application', [app('one', 'a')], two],
    ['Applications of which no path tells', [app('one', '.'), app('two', '.')], two],
  ])('accepts %s', (_, apps, files) => expect(found(apps, files)).toEqual([]));

  it('takes the destination for the namespace of what has none', () => {
    const other = config.replace('name: c', 'name: c, namespace: shop');
    expect(found([app('one', 'a'), app('two', 'b')], { ...two, 'b/x.yaml': other })).toHaveLength(
      1,
    );
  });

  it('gives cluster-scoped objects no namespace', () => {
    const role =
      '{ apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: { name: r } }';
    const apps = [app('one', 'a'), app('two', 'b').replace('namespace: shop', 'namespace: x')];
    expect(found(apps, { 'a/x.yaml': role, 'b/x.yaml': role })).toHaveLength(1);
  });

  it('reports a Namespace that the Application makes too', () => {
    const space = '{ apiVersion: v1, kind: Namespace, metadata: { name: shop } }';
    const made = 'syncPolicy: { syncOptions: [CreateNamespace=true] }';
    const [one, ...more] = found([app('one', 'a', made)], { 'a/x.yaml': space });
    expect([one?.severity, one?.message, more]).toEqual([
      'warning',
      "is in Git, and CreateNamespace=true of Application 'one' makes it too",
      [],
    ]);
    expect(found([app('one', 'a')], { 'a/x.yaml': space })).toEqual([]);
    expect(found([app('one', 'a', made)], { 'a/x.yaml': space.replace('shop', 'x') })).toEqual([]);
  });
});
