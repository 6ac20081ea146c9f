import fc from 'fast-check';
import { ManifestSet, type Manifest } from '../../lib/core';
import { expandApplicationSet, expandFleet, fileTree } from '../../lib/render';

const url = 'https://x/y.git';
const apiVersion = 'argoproj.io/v1alpha1';
const selector = { matchExpressions: [{ key: 'region', operator: 'In', values: ['eu'] }] };
const list = { list: { elements: [{ name: 'a', values: { b: 'c' } }], elementsYaml: '[]' } };
const destination = { server: 'https://10.0.0.1', namespace: 'n' };
const spec = {
  goTemplate: true,
  goTemplateOptions: ['missingkey=error'],
  generators: [
    { ...list, selector },
    { clusters: { selector, values: { x: '{{ .name }}' }, flatList: false } },
    { git: { repoURL: url, revision: 'v1', directories: [{ path: '*', exclude: false }] } },
    { oci: { repoURL: 'oci://x/y', revision: 'v1', files: [{ path: '**' }] } },
    { scmProvider: { github: { organization: 'a' }, filters: [{ repositoryMatch: 'x' }] } },
    { pullRequest: { github: { owner: 'a', repo: 'b' }, filters: [{ branchMatch: 'x' }] } },
    { plugin: { configMapRef: { name: 'p' }, input: { parameters: { a: 1 } } } },
    { clusterDecisionResource: { configMapRef: 'd', labelSelector: selector } },
    {
      matrix: { generators: [list, { merge: { mergeKeys: ['name'], generators: [list, list] } }] },
    },
  ],
  template: {
    metadata: { name: '{{ .name }}', labels: { a: 'b' }, finalizers: ['x'] },
    spec: { project: 'p', source: { repoURL: url, helm: { valuesObject: { a: 1 } } }, destination },
  },
  templatePatch: 'metadata: { labels: { c: d } }',
  syncPolicy: { preserveResourcesOnDeletion: false },
  strategy: {
    type: 'RollingSync',
    rollingSync: { steps: [{ ...selector, maxUpdate: '5%' }] },
  },
};
const project: Manifest = {
  apiVersion,
  kind: 'AppProject',
  metadata: { name: 'p' },
  spec: { sourceRepos: ['*'], destinations: [{ server: '*', namespace: '*' }] },
};

/** The value, each part of it perhaps replaced by something that does not belong there. */
function broken(value: unknown): fc.Arbitrary<unknown> {
  const parts = Array.isArray(value)
    ? fc.tuple(...value.map(broken))
    : typeof value === 'object' && value !== null
      ? fc.record(
          Object.fromEntries(Object.entries(value).map(([key, item]) => [key, broken(item)])),
        )
      : fc.constant(value);
  const junk = fc.constantFrom(null, '', 'x', '{{', 5, 1e21, true, [], {}, [null], [1]);
  return fc.oneof({ weight: 30, arbitrary: parts }, { weight: 1, arbitrary: junk });
}

const inputs = {
  clusters: [{ name: 'eu-1', server: 'https://10.0.0.1', labels: { region: 'eu' } }],
  repositories: new Map([
    [url, fileTree({ 'a/b.yaml': 'c: d' })],
    ['oci://x/y', fileTree({ 'a/b.yaml': 'c: d' })],
  ]),
  scm: { 'github/a': [{ repository: 'x', url: 'u', branch: 'b', sha: 'c' }] },
  pullRequests: { 'github/a/b': [] },
  plugins: { p: [{ a: 1 }] },
  decisions: { d: { matchKey: 'c', resources: [] } },
};

test.each(['controller', 'lenient'] as const)(
  'what is malformed gives diagnostics and never throws: %s',
  (mode) => {
    fc.assert(
      fc.property(broken(spec), broken(project.spec), (given, permits) => {
        const metadata = { name: 's', namespace: 'argocd' };
        const set = { apiVersion, kind: 'ApplicationSet', metadata, spec: given } as Manifest;
        const all = ManifestSet.of([set, { ...project, spec: permits } as Manifest]);
        const { diagnostics } = expandFleet(all, { ...inputs, mode });
        for (const { message, hint } of diagnostics) {
          expect(message).not.toMatch(/\[object Object\]|undefined/);
          expect(hint).not.toBe('');
        }
      }),
      { numRuns: 400 },
    );
  },
);

test.each([
  ['text', 'selector'],
  [{ matchLabels: ['a'] }, 'matchLabels'],
  [{ matchLabels: { a: 5 } }, 'matchLabels.a'],
  [{ matchExpressions: {} }, 'matchExpressions'],
  [{ matchExpressions: [{ key: 'a', operator: 'In', values: 'b' }] }, 'matchExpressions.values'],
  [{ matchExpressions: [{ key: 'a', operator: 'In', values: [1] }] }, 'matchExpressions.values'],
])('a selector that Go cannot read freezes the set: %j', (malformed, field) => {
  for (const generator of [
    { ...list, selector: malformed },
    { clusters: { selector: malformed } },
  ]) {
    const set = {
      apiVersion,
      kind: 'ApplicationSet',
      metadata: { name: 's' },
      spec: { ...spec, generators: [generator] },
    };
    const { applications, diagnostics } = expandApplicationSet(set, inputs);
    expect(applications).toEqual([]);
    expect(diagnostics).toMatchObject([
      { message: expect.stringContaining(`into the field ${field} of a label selector`) },
    ]);
  }
});
