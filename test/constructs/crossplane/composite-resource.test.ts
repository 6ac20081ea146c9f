import { Chart, Testing } from 'cdk8s';
import {
  CompositeResourceDefinition,
  compositeResource,
  stringEnum,
  Type,
  type VersionDefinition,
} from '../../../constructs/crossplane';
import { valueAt } from '../../../lib/core';
import { PostgresDatabase } from './sample';
import { manifestsOf } from './support';

const spec = Type.Object({ a: Type.String() });

const define = (options: object, version: Partial<VersionDefinition> = {}) =>
  compositeResource({
    group: 'acme.io',
    kind: 'Thing',
    scope: 'Namespaced',
    versions: { v1: { spec, ...version } },
    ...options,
  });

interface Refusal {
  readonly title: string;
  readonly options?: object;
  readonly version?: Partial<VersionDefinition>;
  readonly code?: string;
  readonly says: RegExp;
}

const refusals: readonly Refusal[] = [
  { title: 'a group without a dot', options: { group: 'acme' }, says: /group 'acme' is no domain/ },
  { title: 'a group in capitals', options: { group: 'Acme.io' }, says: /is no domain/ },
  { title: 'a kind in lower case', options: { kind: 'thing' }, says: /kind 'thing' is no name/ },
  {
    title: 'a plural in capitals',
    options: { plural: 'Things' },
    says: /plural 'Things' of Thing/,
  },
  {
    title: 'a scope that is none',
    options: { scope: 'namespaced' as never },
    says: /is 'namespaced'$/,
  },
  { title: 'no version', options: { versions: {} }, says: /has no version/ },
  { title: 'a misspelt version', options: { versions: { '1': { spec } } }, says: /^\/versions\/1/ },
  {
    title: 'several versions that do not say which is referenceable',
    options: { versions: { v1: { spec, referenceable: true }, v2: { spec } } },
    says: /several versions, and v2 do not say referenceable/,
  },
  {
    title: 'two referenceable versions',
    options: {
      versions: { v1: { spec, referenceable: true }, v2: { spec, referenceable: true } },
    },
    says: /has 2 referenceable versions/,
  },
  {
    title: 'a referenceable version that is not served',
    version: { served: false },
    says: /has 1 referenceable versions that are served/,
  },
  {
    title: 'a long deprecation warning',
    version: { deprecationWarning: 'x'.repeat(257) },
    says: /longer than 256/,
  },
  {
    title: 'a key that no Secret can have',
    version: { connection: ['a b'] },
    says: /has 'a b', which cannot be a key/,
  },
  {
    title: 'a spec that is no object',
    version: { spec: Type.String() },
    says: /spec is no object/,
  },
  {
    title: 'a default of the whole spec',
    version: { spec: Type.Object({ a: Type.String() }, { default: { a: 'x' } }) },
    code: 'XRD_SCHEMA_DROPPED',
    says: /^\/versions\/v1\/spec\/default would be dropped/,
  },
  {
    title: 'a map for a spec',
    version: { spec: Type.Record(Type.String(), Type.String()) },
    code: 'XRD_SCHEMA_DROPPED',
    says: /spec\/additionalProperties would be dropped/,
  },
  {
    title: "a count of the spec's fields",
    version: { spec: Type.Object({}, { minProperties: 1 }) },
    code: 'XRD_SCHEMA_DROPPED',
    says: /spec\/minProperties would be dropped/,
  },
  {
    title: 'an open status',
    version: { status: Type.Object({}, { additionalProperties: true }) },
    code: 'XRD_SCHEMA_DROPPED',
    says: /status\/x-kubernetes-preserve-unknown-fields would be dropped/,
  },
  {
    title: 'a field that Crossplane has in the spec',
    version: { spec: Type.Object({ crossplane: Type.String() }) },
    code: 'XRD_SCHEMA_DROPPED',
    says: /spec\/properties\/crossplane would be replaced/,
  },
  {
    title: 'a field that Crossplane has in the status',
    version: { status: Type.Object({ conditions: Type.Array(Type.String()) }) },
    code: 'XRD_SCHEMA_DROPPED',
    says: /status\/properties\/conditions would be replaced/,
  },
  {
    title: 'a schema that is not structural, with the pointer from the version on',
    version: { spec: Type.Object({ a: Type.Tuple([Type.String()]) }) },
    code: 'XRD_SCHEMA_UNSUPPORTED',
    says: /^\/versions\/v1\/spec\/properties\/a\/items/,
  },
];

test.each(refusals)('refuses $title', ({ options = {}, version, code, says }) => {
  expect(() => define(options, version)).toThrow(
    expect.objectContaining({
      code: code ?? 'XRD_INVALID',
      message: expect.stringMatching(says) as string,
    }),
  );
});

test.each([
  ['Thing', 'things'],
  ['Policy', 'policies'],
  ['Gateway', 'gateways'],
  ['Bus', 'buses'],
  ['Switch', 'switches'],
])('the plural of %s is %s', (kind, plural) => {
  expect(define({ kind }).composite.plural).toBe(plural);
});

test('keeps CEL rules, an open spec and everything that a version may say', () => {
  const rules = [{ rule: 'self.min <= self.max', message: 'min above max' }];
  const column = { name: 'SIZE', type: 'string', jsonPath: '.spec.size' } as const;
  const scale = { specReplicasPath: '.spec.n', statusReplicasPath: '.status.n' };
  const composite = compositeResource({
    group: 'acme.io',
    kind: 'Thing',
    scope: 'Cluster',
    stateful: true,
    versions: {
      v1alpha1: {
        spec: Type.Object({ n: Type.Integer() }, { 'x-kubernetes-validations': rules }),
        served: true,
        referenceable: false,
        deprecationWarning: 'use v1',
      },
      v1: {
        spec: Type.Object({ n: Type.Integer() }, { additionalProperties: true, description: 'd' }),
        referenceable: true,
        additionalPrinterColumns: [column],
        scale,
      },
    },
  });
  const [xrd] = manifestsOf((chart) => {
    new CompositeResourceDefinition(chart, 'thing', {
      composite,
      enforcedComposition: 'only',
      shortNames: ['th'],
      categories: ['acme'],
      metadata: { labels: { team: 'platform' } },
    });
  });
  expect(xrd?.metadata).toEqual({
    name: 'things.acme.io',
    labels: { team: 'platform' },
    annotations: { 'argocd.argoproj.io/sync-wave': '-2' },
  });
  expect(xrd?.['spec']).toEqual({
    group: 'acme.io',
    names: {
      kind: 'Thing',
      listKind: 'ThingList',
      plural: 'things',
      singular: 'thing',
      categories: ['acme'],
      shortNames: ['th'],
    },
    scope: 'Cluster',
    enforcedCompositionRef: { name: 'only' },
    defaultCompositionUpdatePolicy: 'Manual',
    versions: [
      {
        name: 'v1alpha1',
        served: true,
        referenceable: false,
        deprecated: true,
        deprecationWarning: 'use v1',
        schema: {
          openAPIV3Schema: {
            type: 'object',
            required: ['spec'],
            properties: {
              spec: {
                type: 'object',
                properties: { n: { type: 'integer' } },
                required: ['n'],
                'x-kubernetes-validations': rules,
              },
            },
          },
        },
      },
      {
        name: 'v1',
        served: true,
        referenceable: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            required: ['spec'],
            properties: {
              spec: {
                type: 'object',
                description: 'd',
                properties: { n: { type: 'integer' } },
                required: ['n'],
                'x-kubernetes-preserve-unknown-fields': true,
              },
            },
          },
        },
        additionalPrinterColumns: [column],
        subresources: { scale },
      },
    ],
  });
});

test('an XR is named by its id, wherever it stands in the tree, and says what it was given', () => {
  const chart = new Chart(new Chart(Testing.app({ outdir: 'unused' }), 'outer'), 'deep');
  const crossplane = { compositionRef: { name: 'postgres-aws' } };
  const orders = new PostgresDatabase.v1alpha1(chart, 'orders', {
    metadata: { labels: { team: 'shop' } },
    spec: { size: 'small', region: 'eu-west-1', crossplane },
  });
  expect(orders.name).toBe('orders');
  expect(Testing.synth(chart)).toEqual([
    {
      apiVersion: 'platform.kaval.io/v1alpha1',
      kind: 'PostgresDatabase',
      metadata: { name: 'orders', labels: { team: 'shop' } },
      spec: { size: 'small', region: 'eu-west-1', crossplane },
    },
  ]);
});

test.each([['Orders'], ['a'.repeat(64)], ['-orders'], ['or_ders']])(
  "refuses an XR named '%s'",
  (name) => {
    const chart = new Chart(Testing.app({ outdir: 'unused' }), 'chart');
    const make = () =>
      new PostgresDatabase.v1alpha1(chart, 'x', {
        metadata: { name },
        spec: { size: 'small', region: 'eu-west-1' },
      });
    expect(make).toThrow(expect.objectContaining({ code: 'XR_NAME_INVALID' }));
  },
);

const Disk = compositeResource({
  group: 'acme.io',
  kind: 'Disk',
  scope: 'Cluster',
  stateful: true,
  versions: { v1: { spec: Type.Object({ tier: stringEnum(['hot'], { default: 'hot' }) }) } },
});

test('a stateful XR is kept by Argo CD and in use, unless it says otherwise', () => {
  const manifests = manifestsOf((chart) => {
    new Disk.v1(chart, 'a', { spec: {} });
    new Disk.v1(chart, 'b', {
      spec: {},
      protect: false,
      metadata: { annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false' } },
    });
  });
  const options = '/metadata/annotations/argocd.argoproj.io~1sync-options';
  expect(manifests.map((m) => [m.kind, m.metadata.name, valueAt(m, options)])).toEqual([
    ['Disk', 'a', 'Delete=false,Prune=confirm'],
    ['ClusterUsage', 'disk-a', 'Delete=false,Prune=confirm'],
    ['Disk', 'b', 'Prune=false'],
  ]);
  expect(valueAt(manifests[1], '/spec/of')).toEqual({
    apiVersion: 'acme.io/v1',
    kind: 'Disk',
    resourceRef: { name: 'a' },
  });
});
