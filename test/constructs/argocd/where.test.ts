import { Chart, Testing } from 'cdk8s';
import {
  ApplicationSet,
  clusters,
  gitFiles,
  list,
  matrix,
  where,
  type Generator,
} from '../../../constructs/argocd';
import type { Manifest } from '../../../lib/core';
import { expandApplicationSet, type ClusterFacts } from '../../../lib/render';

const fleet: readonly ClusterFacts[] = [
  { name: 'eu-1', server: 'https://eu-1', labels: { region: 'eu', 'acme.io/zone': 'a' } },
  { name: 'eu-2', server: 'https://eu-2', labels: { region: 'eu' } },
  { name: 'us-1', server: 'https://us-1', labels: { region: 'us' } },
];
const services = list([
  { service: 'web', port: 8080, public: true },
  { service: 'api', port: 1000000, public: false, team: 'core' },
]);

/** Names of the Applications, one for each set. */
function names<P extends { readonly service?: unknown; readonly name?: unknown }>(
  generator: Generator<P>,
  of: (params: P) => string,
): string[] {
  const scope = new Chart(Testing.app({ outdir: 'unused' }), 'hub', { namespace: 'argocd' });
  const template = (params: object) => ({
    metadata: { name: of(params as P) },
    spec: { project: 'web', destination: { server: 'https://eu-1' } },
  });
  new ApplicationSet(scope, 'set', { generators: generator as Generator, template });
  const [manifest] = scope.toJson() as [Manifest];
  const { applications, diagnostics } = expandApplicationSet(manifest, { clusters: fleet });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return applications.map(({ metadata }) => metadata.name ?? '');
}

const ofService = (p: { readonly service: unknown }) => String(p.service);
const ofCluster = (p: { readonly name: unknown }) => String(p.name);

it.each([
  ['a text', where(services, { matchLabels: { service: 'web' } }), ['web']],
  [
    'a number, which is text in a list',
    where(services, { matchLabels: { port: '1000000' } }),
    ['api'],
  ],
  ['a boolean', where(services, { matchLabels: { public: 'false' } }), ['api']],
  [
    'a parameter that is there',
    where(services, { matchExpressions: [{ key: 'team', operator: 'Exists' }] }),
    ['api'],
  ],
  [
    'NotIn, where the parameter is missing',
    where(services, { matchExpressions: [{ key: 'team', operator: 'NotIn', values: ['core'] }] }),
    ['web'],
  ],
  [
    'all of several conditions',
    where(where(services, { matchLabels: { service: 'web' } }), {
      matchLabels: { public: 'false' },
    }),
    [],
  ],
])('keeps the sets by %s', (_, generator, expected) => {
  expect(names(generator, ofService)).toEqual(expected);
});

it('selects clusters by URL and by labels with a slash', () => {
  const bySlash = where(clusters(), { matchLabels: { 'metadata.labels.acme.io/zone': 'a' } });
  expect(names(bySlash, ofCluster)).toEqual(['eu-1']);
  const byURL = where(clusters(), { matchLabels: { server: 'https://us-1' } });
  expect(names(byURL, ofCluster)).toEqual(['us-1']);
});

it('selects inside a matrix, and of a matrix', () => {
  const inside = matrix(where(services, { matchLabels: { public: 'true' } }), () =>
    where(clusters(), { matchLabels: { 'metadata.labels.region': 'eu' } }),
  );
  expect(names(inside, (p) => `${p.service}-${p.name}`)).toEqual(['web-eu-1', 'web-eu-2']);
  const of = where(
    matrix(services, () => clusters()),
    { matchLabels: { service: 'api', name: 'in-cluster' } },
  );
  expect(names(of, (p) => `${p.service}-${p.name}`)).toEqual(['api-in-cluster']);
});

it('compares a number of a file as Go prints it', () => {
  const files = gitFiles<{ readonly account: { readonly id: number } }>({
    repoURL: 'https://github.com/acme/apps.git',
    files: [{ path: 'a.yaml' }],
    numbers: { 'account.id': true },
  });
  const { spec } = where(files, { matchLabels: { 'account.id': '123456789012' } });
  expect(spec['selector']).toEqual({ matchLabels: { 'account.id': '1.23456789012e+11' } });
});

it('joins selectors of selectors', () => {
  const once = where(services, { matchLabels: { service: 'web' } });
  const twice = where(once, {
    matchLabels: { public: 'true' },
    matchExpressions: [{ key: 'team', operator: 'DoesNotExist' }],
  });
  expect(twice.spec['selector']).toEqual({
    matchLabels: { service: 'web', public: 'true' },
    matchExpressions: [{ key: 'team', operator: 'DoesNotExist' }],
  });
});

const long = 'x'.repeat(64);
it.each([
  [
    'a key that no label may have',
    () => where(list([{ 'a b': 'c' }]), { matchLabels: { 'a b': 'c' } }),
    /'a b' of a selector is no name/,
  ],
  [
    'a key of two slashes',
    () => where(clusters(), { matchLabels: { 'metadata.labels.a/b/c': 'd' } }),
    /is no name/,
  ],
  [
    'a long key',
    () => where(list([{ [long]: 'c' }]), { matchLabels: { [long]: 'c' } }),
    /is no name/,
  ],
  [
    'a template',
    () => where(services, { matchLabels: { service: '{{ .x }}' as 'web' } }),
    /compared with the template/,
  ],
  [
    'a contradiction',
    () =>
      where(where(services, { matchLabels: { service: 'web' } }), {
        matchLabels: { service: 'api' },
      }),
    /must be 'web' and 'api'/,
  ],
  [
    'In nothing',
    () =>
      where(services, {
        matchExpressions: [{ key: 'team', operator: 'In', values: [] as unknown as ['core'] }],
      }),
    /is In nothing/,
  ],
])('refuses %s', (_, make, message) => {
  expect(make).toThrow(expect.objectContaining({ code: 'ARGOCD_SELECTOR_INVALID' }));
  expect(make).toThrow(message);
});
