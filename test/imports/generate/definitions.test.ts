import { definitionsIn } from '../../../imports/generate';
import type { JsonRecord } from '../../../imports/generate/schema';

const crd = (spec: object = {}): JsonRecord => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.acme.io' },
  spec: {
    group: 'acme.io',
    names: { kind: 'Widget', plural: 'widgets' },
    scope: 'Cluster',
    versions: [
      { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } },
    ],
    ...spec,
  },
});
const version = (change: object) => ({ versions: [{ name: 'v1', ...change }] });
const schema = (openAPIV3Schema: unknown) => version({ schema: { openAPIV3Schema } });

const kinds = (document: unknown): unknown[] =>
  [...definitionsIn(document)].flatMap((found): unknown[] =>
    'crds' in found ? found.crds.map(({ kind }) => kind) : [found.problem],
  );

describe('definitions are found', () => {
  it.each<[string, unknown, string[]]>([
    ['alone', crd(), ['Widget']],
    ['in a List', { apiVersion: 'v1', kind: 'List', items: [crd(), crd()] }, ['Widget', 'Widget']],
    [
      'in a list of their own, whose items need no kind',
      {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinitionList',
        items: [{ spec: crd().spec }],
      },
      ['Widget'],
    ],
    [
      'in lists in lists',
      {
        apiVersion: 'v1',
        kind: 'List',
        items: [{ apiVersion: 'v1', kind: 'List', items: [crd()] }],
      },
      ['Widget'],
    ],
    ['not in other objects', { apiVersion: 'v1', kind: 'ConfigMap', data: { spec: 'x' } }, []],
    ['not in a kind of another group', { ...crd(), apiVersion: 'acme.io/v1' }, []],
    ['not in text', 'CustomResourceDefinition', []],
    ['not in nothing', null, []],
  ])('%s', (_, document, expected) => {
    expect(kinds(document)).toEqual(expected);
  });

  it('with the one schema of v1beta1 for all versions', () => {
    const document = {
      ...crd({
        version: 'v1',
        versions: undefined,
        validation: { openAPIV3Schema: { type: 'object', properties: {} } },
        subresources: { scale: { specReplicasPath: '.spec.replicas' } },
      }),
      apiVersion: 'apiextensions.k8s.io/v1beta1',
    };
    expect([...definitionsIn(document)]).toMatchObject([
      {
        crds: [
          {
            versions: [
              {
                name: 'v1',
                storage: true,
                schema: { type: 'object' },
                scale: { specReplicasPath: '.spec.replicas' },
              },
            ],
          },
        ],
      },
    ]);
  });
});

describe('a definition cannot be read', () => {
  const schemaAt = '/spec/versions/0/schema/openAPIV3Schema';
  it.each<[string, object, string, string]>([
    ['without a group', { group: undefined }, 'has no group: undefined', '/spec/group'],
    ['with a group that is no name', { group: '../x' }, 'has no group: "../x"', '/spec/group'],
    ['without a kind', { names: {} }, 'has no names.kind', '/spec/names'],
    ['with a kind that is no name', { names: { kind: 'a b' } }, 'has no names.kind', '/spec/names'],
    ['without versions', { versions: [] }, 'has no versions', '/spec/versions'],
    [
      'with a version without a name',
      { versions: [{}] },
      'has a version without a name',
      '/spec/versions/0',
    ],
    [
      'with a version twice',
      { versions: [{ name: 'v1' }, { name: 'v1' }] },
      'has version v1 twice',
      '/spec/versions/1',
    ],
    ['with a schema that is text', schema('x'), 'has a schema that is no object', schemaAt],
    [
      'with properties that are a list',
      schema({ properties: [] }),
      'has properties that are no object',
      `${schemaAt}/properties`,
    ],
    [
      'with a property that is text',
      schema({ properties: { 'a/b': 'x' } }),
      'has a schema that is no object',
      `${schemaAt}/properties/a~1b`,
    ],
    [
      'with required that is no list',
      schema({ required: true }),
      'has required that is no list',
      `${schemaAt}/required`,
    ],
    [
      'with an enum that is no list',
      schema({ enum: 'a' }),
      'has enum that is no list',
      `${schemaAt}/enum`,
    ],
    [
      'with items that are text',
      schema({ items: 'x' }),
      'has a schema that is no object',
      `${schemaAt}/items`,
    ],
    [
      'with a $ref',
      schema({ additionalProperties: { $ref: '#/x' } }),
      'refers to #/x',
      `${schemaAt}/additionalProperties`,
    ],
  ])('%s', (_, spec, message, pointer) => {
    expect(kinds(crd(spec))).toEqual([{ message, pointer }]);
  });

  it('and the pointer starts at the document, in a list too', () => {
    const document = { apiVersion: 'v1', kind: 'List', items: [crd(), crd({ group: 3 })] };
    expect(kinds(document)).toEqual([
      'Widget',
      { message: 'has no group: 3', pointer: '/items/1/spec/group' },
    ]);
  });
});
