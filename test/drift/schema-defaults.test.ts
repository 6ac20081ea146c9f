import { ManifestSet, type Manifest } from '../../lib/core';
import { fights, type KindSchema, type SchemaNode } from '../../lib/drift';
import { customResourceDefaults } from '../../lib/drift/writers/custom-resource-defaults';

const text: SchemaNode = { type: 'string', default: 'x' };
const list = (more: object = {}): SchemaNode => ({
  type: 'array',
  items: { type: 'object', properties: { name: { type: 'string' }, a: text } },
  ...more,
});
const KEYED = { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['name'] };

const schemaOf = (spec: Record<string, SchemaNode | number>, shapes: SchemaNode[] = []) => {
  const root: SchemaNode = {
    type: 'object',
    properties: {
      metadata: { type: 'object', properties: { list: list() } },
      spec: { type: 'object', properties: spec },
      status: { type: 'object', properties: { list: list() } },
    },
  };
  const schema: KindSchema = { table: { shapes }, facts: { root } };
  return () => schema;
};

const queue = (spec: object, apiVersion = 'acme.io/v1'): Manifest =>
  ({
    apiVersion,
    kind: 'Queue',
    metadata: { name: 'q', list: [{}] },
    spec,
    status: { list: [{}] },
  }) as unknown as Manifest;

const found = (spec: Parameters<typeof schemaOf>[0], given: object, shapes?: SchemaNode[]) => {
  const facts = { schemaOf: schemaOf(spec, shapes) };
  return [...customResourceDefaults.claims(ManifestSet.of([queue(given)]), facts)].map(
    ({ pointer, jq, repair }) => [pointer, jq, repair.do === 'write' && repair.value],
  );
};

it.each<[string, Record<string, SchemaNode | number>, object, unknown[], SchemaNode[]?]>([
  [
    'below a list that is replaced as a whole, in each item that lacks it or has null',
    { list: list() },
    { list: [{}, { a: 'y' }, { a: null }] },
    [
      ['/spec/list/0/a', '.spec.list[]?.a', 'x'],
      ['/spec/list/2/a', '.spec.list[]?.a', 'x'],
    ],
  ],
  ['not below a list with keys', { list: list(KEYED) }, { list: [{ name: 'a' }] }, []],
  ['not in a map', { a: text }, {}, []],
  [
    'below an atomic map',
    { map: { type: 'object', 'x-kubernetes-map-type': 'atomic', properties: { a: text } } },
    { map: {} },
    [['/spec/map/a', '.spec.map.a', 'x']],
  ],
  [
    'below any list of a nullable value, which Argo CD has no schema of',
    { open: { type: 'object', nullable: true, properties: { list: list(KEYED) } } },
    { open: { list: [{ name: 'a' }] } },
    [['/spec/open/list/0/a', '.spec.open.list[]?.a', 'x']],
  ],
  [
    'not in an atomic map of such a value, which Argo CD takes for a plain one',
    {
      open: {
        type: 'object',
        'x-kubernetes-preserve-unknown-fields': true,
        properties: {
          map: { type: 'object', 'x-kubernetes-map-type': 'atomic', properties: { a: text } },
        },
      },
    },
    { open: { map: {} } },
    [],
  ],
  [
    'whole, with the defaults of its fields',
    {
      list: {
        type: 'array',
        items: {
          type: 'object',
          properties: { inner: { type: 'object', default: {}, properties: { a: text } } },
        },
      },
    },
    { list: [{}, { inner: {} }] },
    [
      ['/spec/list/0/inner', '.spec.list[]?.inner', { a: 'x' }],
      ['/spec/list/1/inner/a', '.spec.list[]?.inner.a', 'x'],
    ],
  ],
  [
    'below each value of a map, by names that jq must quote',
    { map: { type: 'object', additionalProperties: list() }, 'a/b': list() },
    { map: { one: [{}] }, 'a/b': [{}] },
    [
      ['/spec/map/one/0/a', '.spec.map[]?[]?.a', 'x'],
      ['/spec/a~1b/0/a', '.spec["a/b"][]?.a', 'x'],
    ],
  ],
  [
    'of shapes that are within themselves, once',
    { tree: 0 },
    { tree: [{ tree: [{}] }] },
    [['/spec/tree/0/a', '.spec.tree[]?.a', 'x']],
    [
      { type: 'array', items: 1 },
      { type: 'object', properties: { a: text, tree: 0 } },
    ],
  ],
])('finds defaults %s', (...[, spec, given, expected, shapes]) => {
  expect(found(spec, given, shapes)).toEqual(expected);
});

it('is silent without schemas, of built-in kinds, and by other ways to compare', () => {
  const facts = { schemaOf: schemaOf({ list: list() }) };
  const set = (apiVersion: string) => ManifestSet.of([queue({ list: [{}] }, apiVersion)]);
  const claims = (apiVersion: string) => [...customResourceDefaults.claims(set(apiVersion), facts)];
  expect([...customResourceDefaults.claims(set('acme.io/v1'))]).toEqual([]);
  for (const apiVersion of ['v1', 'apps/v1', 'storage.k8s.io/v1'])
    expect(claims(apiVersion)).toEqual([]);
  const [claim] = claims('gateway.networking.k8s.io/v1');
  expect(claim && [fights(claim, 'serverSideApply'), fights(claim, 'serverSideDiff')]).toEqual([
    true,
    false,
  ]);
});

it('leaves the fields to a product’s own writer that it tells of', () => {
  const route: Manifest = {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'r' },
    spec: { list: [{}], parentRefs: [{}] },
  } as unknown as Manifest;
  const refs: SchemaNode = {
    type: 'array',
    items: { type: 'object', properties: { group: text, a: text } },
  };
  const facts = { schemaOf: schemaOf({ parentRefs: refs }) };
  const claims = [...customResourceDefaults.claims(ManifestSet.of([route]), facts)];
  expect(claims.map(({ pointer }) => pointer)).toEqual(['/spec/parentRefs/0/a']);
});

it('asks for the schema of each version of a kind once', () => {
  const schema = schemaOf({ list: list() });
  const asked: string[] = [];
  const facts = { schemaOf: (version: string) => (asked.push(version), schema()) };
  const given = ['acme.io/v1', 'acme.io/v1', 'acme.io/v2'].map((version) => queue({}, version));
  expect([...customResourceDefaults.claims(ManifestSet.of(given), facts)]).toEqual([]);
  expect(asked).toEqual(['acme.io/v1', 'acme.io/v2']);
});
