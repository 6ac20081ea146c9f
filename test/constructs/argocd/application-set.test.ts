import { join } from 'node:path';
import { Chart, JsonPatch, Lazy, Testing, Yaml } from 'cdk8s';
import {
  ApplicationSet,
  clusters,
  list,
  matrix,
  orElse,
  type MaybeParam,
} from '../../../constructs/argocd';
import { expectGolden } from '../../support/golden';
import { deployable, scaled, sourceOf } from './support/deployable';

const chart = () => new Chart(Testing.app({ outdir: 'unused' }), 'hub', { namespace: 'argocd' });
const golden = (name: string) => join(__dirname, 'golden', `${name}.yaml`);
const plain = { repoURL: 'oci://ghcr.io/acme/core', path: '.', targetRevision: '2.1.0' };
const destination = { server: 'https://eu-1' };

const templateOf = (scope: Chart) =>
  (scope.toJson() as { spec: { template: Record<string, Record<string, unknown>> } }[])[0]?.spec
    .template;

it('rolls an artifact out to every production cluster', () => {
  const scope = chart();
  const core = deployable({ rules: [scaled('web')], version: '2.1.0' });
  new ApplicationSet(scope, 'production-microservices', {
    generators: clusters({ matchLabels: { environment: 'production' } }),
    template: (cluster) => ({
      metadata: { name: `${cluster.nameNormalized}-core-services` },
      spec: {
        project: 'web',
        source: sourceOf(core),
        destination: { server: cluster.server, namespace: 'core-system' },
        syncPolicy: {
          automated: { prune: true, selfHeal: true },
          retry: { limit: 5, backoff: { duration: '5s', factor: 2, maxDuration: '3m' } },
        },
      },
    }),
  });
  expectGolden(golden('clusters'), Yaml.stringify(...scope.toJson()));
});

it('rolls services out to clusters, each in its own namespace', () => {
  const scope = chart();
  const services = list([
    { service: 'web', port: 1000000, public: true },
    { service: 'api', port: 8080, public: false, tier: 'back', image: { tag: 'v1' } },
  ]);
  new ApplicationSet(scope, 'services', {
    generators: matrix(services, (service) =>
      clusters({
        matchLabels: { tier: orElse(service.tier, 'front') },
        matchExpressions: [{ key: 'acme.io/zone', operator: 'In', values: ['a', service.service] }],
        values: { title: `the ${service.service}`, tier: '{{ .metadata.labels.tier }}' },
      }),
    ),
    template: (p) => ({
      metadata: {
        name: `${p.service}-${p.nameNormalized}`,
        labels: { ring: orElse(p.metadata.labels['ring'], 'none'), tier: p.metadata.labels.tier },
      },
      spec: {
        project: 'web',
        source: {
          ...plain,
          helm: {
            valuesObject: { replicas: 3, tls: true, port: p.port, hosts: [{ name: p.service }] },
          },
        },
        destination: { server: p.server, namespace: p.service },
      },
    }),
    strategy: {
      type: 'RollingSync',
      rollingSync: {
        steps: [
          { matchExpressions: [{ key: 'ring', operator: 'In', values: ['canary'] }] },
          {
            matchExpressions: [{ key: 'ring', operator: 'NotIn', values: ['canary'] }],
            maxUpdate: '25%',
          },
        ],
      },
    },
    syncPolicy: { applicationsSync: 'create-update', preserveResourcesOnDeletion: true },
    preservedFields: { annotations: ['acme.io/pause'] },
    ignoreApplicationDifferences: [{ jsonPointers: ['/spec/syncPolicy'] }],
    templatePatch: 'spec: { revisionHistoryLimit: 3 }',
  });
  expectGolden(golden('matrix'), Yaml.stringify(...scope.toJson()));
});

it('takes every cluster without a selector, and elements as they are', () => {
  const scope = chart();
  new ApplicationSet(scope, 'all', {
    generators: [clusters(), list([{ nameNormalized: 'lab', server: 'https://lab' }])],
    template: (p) => ({
      metadata: { name: p.nameNormalized },
      spec: { project: 'web', source: plain, destination: { server: p.server } },
    }),
  });
  expectGolden(golden('several'), Yaml.stringify(...scope.toJson()));
});

it('is named by its id, or by its name, and keeps the metadata it is given', () => {
  const scope = chart();
  new ApplicationSet(scope, 'id', {
    name: 'named',
    metadata: { annotations: { a: 'b' }, namespace: 'apps' },
    generators: clusters(),
    template: () => ({ metadata: { name: 'x' }, spec: { project: 'web', destination } }),
  });
  expect(scope.toJson()[0].metadata).toEqual({
    name: 'named',
    namespace: 'apps',
    annotations: { a: 'b' },
  });
});

it('takes patches, tokens and raw templates', () => {
  const scope = chart();
  const set = new ApplicationSet(scope, 'raw', {
    generators: clusters(),
    template: () => ({
      metadata: { name: '{{ .nameNormalized }}-core' },
      spec: {
        project: 'web',
        source: { ...plain, targetRevision: Lazy.any({ produce: () => '3.0.0' }) as string },
        destination,
      },
    }),
  });
  set.addJsonPatch(JsonPatch.add('/spec/template/spec/project', 'patched'));
  expect(templateOf(scope)).toMatchObject({
    metadata: { name: '{{ .nameNormalized }}-core' },
    spec: { project: 'patched', source: { targetRevision: '3.0.0' } },
  });
});

it('refuses an optional parameter that a cast let through, with its place', () => {
  const make = () =>
    new ApplicationSet(chart(), 'x', {
      generators: clusters(),
      template: (cluster) => ({
        metadata: { name: 'x' },
        spec: {
          project: cluster.metadata.labels['team'] as MaybeParam as unknown as string,
          destination,
        },
      }),
    });
  expect(make).toThrow(
    /parameter metadata\.labels\.team may be missing, at \/spec\/project of the template of ApplicationSet 'x'/,
  );
});

it('refuses an object of parameters in place of text, with its place', () => {
  const make = () =>
    new ApplicationSet(chart(), 'x', {
      generators: clusters({ matchLabels: { a: 'b' } }),
      template: (cluster) => ({
        metadata: { name: 'x', labels: cluster.metadata.labels as unknown as { a: 'b' } },
        spec: { project: 'web', destination },
      }),
    });
  expect(make).toThrow(
    /an object of parameters is no text, at \/metadata\/labels of the template of ApplicationSet 'x'/,
  );
});

it("keeps the user's version label", () => {
  const scope = chart();
  new ApplicationSet(scope, 'x', {
    generators: clusters(),
    template: () => ({
      metadata: { name: 'x', labels: { 'app.kubernetes.io/version': 'mine' } },
      spec: { project: 'web', source: sourceOf(deployable({ version: '2.1.0' })), destination },
    }),
  });
  expect(templateOf(scope)?.['metadata']?.['labels']).toEqual({
    'app.kubernetes.io/version': 'mine',
  });
});

it('refuses an optional parameter inside a string', () => {
  const make = () =>
    new ApplicationSet(chart(), 'x', {
      generators: clusters(),
      template: (cluster) => ({
        metadata: { name: `${cluster.metadata.labels['a/b']}-x` },
        spec: { project: 'web', destination },
      }),
    });
  expect(make).toThrow(expect.objectContaining({ code: 'ARGOCD_PARAM_OPTIONAL' }));
  expect(make).toThrow('parameter metadata.labels["a/b"] is not in every set');
});

it('refuses a parameter that no generator gives', () => {
  const make = () =>
    new ApplicationSet(chart(), 'x', {
      generators: list([{ name: 'a' }]),
      template: (element) => ({
        metadata: { name: `${(element as unknown as { nmae: string }).nmae}` },
        spec: { project: 'web', destination },
      }),
    });
  expect(make).toThrow(expect.objectContaining({ code: 'ARGOCD_PARAM_UNKNOWN' }));
  expect(make).toThrow('no generator gives a parameter nmae');
});

it('refuses RollingSync with automated sync that a cast let through', () => {
  const strategy = { type: 'RollingSync', rollingSync: { steps: [] } } as unknown as { type?: '' };
  const make = () =>
    new ApplicationSet(chart(), 'x', {
      generators: clusters(),
      strategy,
      template: () => ({
        metadata: { name: 'x' },
        spec: { project: 'web', destination, syncPolicy: { automated: { prune: true } } },
      }),
    });
  expect(make).toThrow(expect.objectContaining({ code: 'ARGOCD_ROLLING_SYNC_AUTOMATED' }));
});
