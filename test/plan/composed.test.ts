import { plan, type Plan } from '../../lib/plan';
import { clusters, contentOf, dangersIn, digest, object, setOf, stateOf } from './fixtures';

const xrd = `
apiVersion: apiextensions.crossplane.io/v2
kind: CompositeResourceDefinition
metadata: { name: databases.acme.io }
spec:
  group: acme.io
  scope: Namespaced
  names: { kind: Database, plural: databases }
  versions:
  - name: v1
    served: true
    referenceable: true
    schema: { openAPIV3Schema: { type: object, properties: { spec: { type: object } } } }
`;

interface Shape {
  readonly engine?: string;
  readonly name?: string;
  readonly extra?: string;
}

/** A Composition of one instance, whose size is that of the XR. */
const composition = ({ engine = 'postgres', name = 'aws', extra = '' }: Shape = {}) => `
---
apiVersion: apiextensions.crossplane.io/v1
kind: Composition
metadata: { name: ${name} }
spec:
  compositeTypeRef: { apiVersion: acme.io/v1, kind: Database }
  mode: Pipeline
  pipeline:
  - step: resources
    functionRef: { name: function-patch-and-transform }
    input:
      apiVersion: pt.fn.crossplane.io/v1beta1
      kind: Resources
      resources:
      - name: instance
        base:
          apiVersion: rds.aws.m.upbound.io/v1beta1
          kind: Instance
          spec: { forProvider: { region: eu-west-1, engine: ${engine}, allocatedStorage: 20 } }
        patches:
        - { fromFieldPath: spec.storageGB, toFieldPath: spec.forProvider.allocatedStorage }
${extra}
`;
const bucket = `
      - name: bucket
        base: { apiVersion: s3.aws.m.upbound.io/v1beta1, kind: Bucket, spec: { forProvider: { region: eu-west-1 } } }
`;
const xr = (storage: number, more = '') =>
  object('Database', 'orders', `spec: { storageGB: ${storage}${more} }`, 'acme.io/v1');

/** A platform Application and one of a team, on every cluster. */
const hub = (platform: string, team: string) =>
  `${setOf({ name: 'platform', application: '{{ .name }}-platform', revision: platform })}---${setOf({ revision: team })}`;

function change(platforms: readonly [string, string], teams: readonly [string, string]): Plan {
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(digest) as [string, string, string, string];
  return plan(stateOf('base', hub(a, c)), stateOf('head', hub(b, d)), {
    clusters,
    contentOf: contentOf({ [a]: platforms[0], [b]: platforms[1], [c]: teams[0], [d]: teams[1] }),
  });
}

const composedOf = ({ objects }: Plan) =>
  objects
    .filter(({ composedBy }) => composedBy)
    .map(({ action, object: { kind }, fields, fate, places }) =>
      [action, kind, ...fields.map(({ path }) => path), fate, `x${places.length}`]
        .filter(Boolean)
        .join(' '),
    );

const same = (text: string): [string, string] => [text, text];

describe('what XRs are composed of', () => {
  test.each<[string, [string, string], [string, string], string[]]>([
    [
      'changes with the XR',
      same(xrd + composition()),
      [xr(20), xr(50)],
      ['change Instance spec.forProvider.allocatedStorage x3'],
    ],
    [
      'changes with its Composition',
      [xrd + composition(), xrd + composition({ engine: 'mysql' })],
      same(xr(20)),
      ['change Instance spec.forProvider.engine x3'],
    ],
    [
      'comes and goes with its Composition',
      [xrd + composition({ extra: bucket }), xrd + composition()],
      same(xr(20)),
      ['remove Bucket composed x3'],
    ],
    [
      'is new',
      [xrd + composition(), xrd + composition({ extra: bucket })],
      same(xr(20)),
      ['add Bucket x3'],
    ],
    ['stays where both stay', same(xrd + composition()), same(xr(20)), []],
    [
      'stays where the XR keeps its revision',
      [xrd + composition(), xrd + composition({ engine: 'mysql' })],
      same(xr(20, ', crossplane: { compositionUpdatePolicy: Manual }')),
      [],
    ],
    [
      'is of the Composition that the XR names',
      same(xrd + composition() + composition({ name: 'other', engine: 'mysql' })),
      [
        xr(20, ', crossplane: { compositionRef: { name: aws } }'),
        xr(20, ', crossplane: { compositionRef: { name: other } }'),
      ],
      ['change Instance spec.forProvider.engine x3'],
    ],
    [
      'is not told where two Compositions may be meant',
      same(xrd + composition() + composition({ name: 'other' })),
      [xr(20), xr(50)],
      [],
    ],
  ])('%s', (_, platforms, teams, expected) => {
    const found = change(platforms, teams);
    expect(found.unknown.map(({ message }) => message)).toEqual([]);
    expect(composedOf(found)).toEqual(expected);
  });

  test('is a danger where the provider refuses, or the resource goes', () => {
    const engine = change(
      [xrd + composition(), xrd + composition({ engine: 'mysql' })],
      same(xr(20)),
    );
    expect(engine.dangers.map(({ message }) => message)).toEqual([
      expect.stringContaining(
        'spec.forProvider.engine needs a new cloud resource, the provider refuses and it stays as it is',
      ),
    ]);
    const smaller = change(same(xrd + composition()), [xr(50), xr(20)]);
    expect(smaller.dangers[0]?.message).toContain('allocatedStorage cannot shrink');
    const gone = change([xrd + composition({ extra: bucket }), xrd + composition()], same(xr(20)));
    expect(dangersIn(gone)).toEqual(['data-loss (deletes)']);
    expect(gone.dangers[0]?.message).toContain('is deleted by Crossplane');
  });

  test('is not compared where a Composition cannot be rendered', () => {
    const broken = composition().replace('function-patch-and-transform', 'function-of-ours');
    const found = change([xrd + broken, xrd + broken], [xr(20), xr(50)]);
    expect(found.unknown.map(({ reason, places }) => [reason, places.length])).toEqual([
      ['composite', 3],
    ]);
  });
});
