import fc from 'fast-check';
import { ManifestSet, type Manifest } from '../../lib/core';
import { IGNORE_ANNOTATION, lint, rule, rules } from '../../lib/lint';
import * as schemas from '../../imports/schemas';

const config = (name: string, annotation?: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: {
    name,
    ...(annotation === undefined ? {} : { annotations: { [IGNORE_ANNOTATION]: annotation } }),
  },
});

const named = (id: string, category: 'schema' | 'drift' = 'schema') =>
  rule({
    id,
    category,
    severity: 'warning',
    summary: 's',
    hint: 'h',
    source: 'https://x',
    *check(set) {
      for (const at of set) yield { at, message: 'is bad' };
    },
  });

describe('order', () => {
  it('is by file, line and rule', () => {
    const entry = (file: string, line: number) => ({
      manifest: config(`${file}${line}`),
      origin: { file, lineOf: () => line },
    });
    const set = new ManifestSet([entry('b', 1), entry('a', 20), entry('a', 3)]);
    const found = lint(set, { schemas, rules: [named('y'), named('x')] });
    expect(found.map(({ manifest, rule: id }) => `${manifest?.metadata.name} ${id}`)).toEqual([
      'a3 x',
      'a3 y',
      'a20 x',
      'a20 y',
      'b1 x',
      'b1 y',
    ]);
  });

  it('is that of the set for objects of unknown place', () => {
    const found = lint(ManifestSet.of([config('b'), config('a')]), {
      schemas,
      rules: [named('x')],
    });
    expect(found.map(({ manifest }) => manifest?.metadata.name)).toEqual(['b', 'a']);
  });
});

it('runs the rules of the categories asked for', () => {
  const found = lint(ManifestSet.of([config('a')]), {
    schemas,
    rules: [named('x', 'schema'), named('y', 'drift')],
    only: ['drift'],
  });
  expect(found.map(({ rule: id }) => id)).toEqual(['y']);
});

it('tells where an object comes from, by construct or by file', () => {
  const manifest = config('a');
  const set = new ManifestSet([{ manifest, origin: { constructPath: 'platform/base/a' } }]);
  const [found] = lint(set, { schemas, rules: [named('x')] });
  expect(found).toEqual({
    rule: 'x',
    severity: 'warning',
    message: 'is bad',
    hint: 'h',
    source: 'https://x',
    manifest,
    pointer: '',
    origin: { constructPath: 'platform/base/a' },
  });
});

it.each([
  ['x', ['y']],
  ['x: only a sandbox', ['y']],
  ['x, y', []],
  [' y:because , x:why ', []],
  ['*', []],
  ['xx', ['x', 'y']],
  ['', ['x', 'y']],
])('leaves out what the annotation %j names', (annotation, expected) => {
  const set = ManifestSet.of([config('a', annotation)]);
  const found = lint(set, { schemas, rules: [named('x'), named('y')] });
  expect(found.map(({ rule: id }) => id)).toEqual(expected);
});

it('gives every rule an id of its own, a sentence, an order and a source', () => {
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  for (const { id, summary, hint, source } of rules) {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(summary).toMatch(/^[A-Z].*\.$/);
    expect(hint).toMatch(/^[a-z].*[^.]$/);
    expect(source).toMatch(/^https:\/\//);
  }
});

it('takes any object for input, and says the same twice', () => {
  const kinds: [string, string][] = [
    ['argoproj.io/v1alpha1', 'Application'],
    ['argoproj.io/v1alpha1', 'ApplicationSet'],
    ['autoscaling/v2', 'HorizontalPodAutoscaler'],
    ['keda.sh/v1alpha1', 'ScaledObject'],
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'],
    ['apiextensions.crossplane.io/v2', 'CompositeResourceDefinition'],
    ['external-secrets.io/v1', 'ExternalSecret'],
    ['source.toolkit.fluxcd.io/v1', 'OCIRepository'],
    ['v1', 'Secret'],
    ['apps/v1', 'Deployment'],
  ];
  const words = [
    'spec',
    'template',
    'metadata',
    'source',
    'sources',
    'generators',
    'clusters',
    'matrix',
    'ignoreDifferences',
    'syncPolicy',
    'automated',
    'data',
    'versions',
    'schema',
    'name',
    'names',
    'kind',
    'group',
    'scaleTargetRef',
    'labels',
    'annotations',
    'replicas',
    'x',
    '__proto__',
    'constructor',
  ];
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 6 },
      fc.constantFrom<unknown>(
        null,
        true,
        0,
        1.5,
        '',
        'web',
        '{{name}}',
        'oci://a/b',
        'ghcr.io/a/b',
      ),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...words), tie('any'), { maxKeys: 5 }),
    ),
  })).any;
  const manifest = fc
    .tuple(fc.constantFrom(...kinds), value, value, value)
    .map(([[apiVersion, kind], metadata, spec, data]): Manifest => ({
      apiVersion,
      kind,
      metadata:
        Object(metadata) === metadata ? (metadata as Manifest['metadata']) : { name: 'web' },
      spec,
      data,
    }));
  fc.assert(
    fc.property(fc.array(manifest, { maxLength: 4 }), (manifests) => {
      const once = lint(ManifestSet.of(manifests), { schemas });
      expect(lint(ManifestSet.of(manifests), { schemas })).toEqual(once);
    }),
    { numRuns: 300 },
  );
});
