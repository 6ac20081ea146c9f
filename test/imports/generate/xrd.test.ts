import { factsOf, tableOf } from '../../../imports/generate/facts';
import { typescriptOf } from '../../../imports/generate/typescript';
import { readXrd } from '../../../imports/generate/xrd';
import type { Crd } from '../../../imports/generate';
import type { JsonRecord, Node } from '../../../imports/generate/schema';
import { object, text } from '../support/definitions';

const xrd = (
  spec: JsonRecord,
  apiVersion = 'v2',
  schema: Node = object({ spec: object({ size: text }) }),
): JsonRecord => ({
  apiVersion: `apiextensions.crossplane.io/${apiVersion}`,
  kind: 'CompositeResourceDefinition',
  metadata: { name: 'databases.acme.io' },
  spec: {
    group: 'acme.io',
    names: { kind: 'Database', plural: 'databases' },
    versions: [
      { name: 'v1', served: true, referenceable: true, schema: { openAPIV3Schema: schema } },
    ],
    ...spec,
  },
});

function derive(manifest: JsonRecord): readonly Crd[] {
  const read = readXrd(manifest);
  if ('problem' in read) throw new Error(read.problem.message);
  return read.value;
}

const schemaOf = (crd: Crd | undefined) => crd?.versions[0]?.schema;
const at = (node: unknown, ...path: string[]): Node | undefined =>
  path.reduce((found, name) => (found as Node | undefined)?.properties?.[name], node) as
    Node | undefined;
const fields = (node: unknown, ...path: string[]) =>
  Object.keys(at(node, ...path)?.properties ?? {}).sort();

const SELECTION = [
  'compositionRef',
  'compositionRevisionRef',
  'compositionRevisionSelector',
  'compositionSelector',
  'compositionUpdatePolicy',
];

describe('the scope', () => {
  it.each([
    ['v2', undefined, 'Namespaced'],
    ['v2', 'Cluster', 'Cluster'],
    ['v1', undefined, 'Cluster'],
    ['v1', 'Namespaced', 'Namespaced'],
    ['v1', 'LegacyCluster', 'Cluster'],
  ])('of a %s definition with scope %s is %s', (apiVersion, scope, expected) => {
    expect(derive(xrd(scope ? { scope } : {}, apiVersion))[0]?.scope).toBe(expected);
  });

  it.each([
    ['v2', 'LegacyCluster'],
    ['v1', 'Galaxy'],
  ])('of a %s definition is not %s', (apiVersion, scope) => {
    expect(readXrd(xrd({ scope }, apiVersion))).toEqual({
      problem: { message: `has scope "${scope}"`, pointer: '/spec/scope' },
    });
  });
});

describe('a composite resource', () => {
  it('has its machinery below spec.crossplane', () => {
    const schema = schemaOf(derive(xrd({}))[0]);
    expect(fields(schema, 'spec')).toEqual(['crossplane', 'size']);
    expect(fields(schema, 'spec', 'crossplane')).toEqual([...SELECTION, 'resourceRefs']);
    expect(fields(schema, 'status')).toEqual(['conditions']);
  });

  it('has its machinery in spec under the scope of Crossplane v1', () => {
    const schema = schemaOf(derive(xrd({}, 'v1'))[0]);
    expect(fields(schema, 'spec')).toEqual([
      'claimRef',
      ...SELECTION,
      'resourceRefs',
      'size',
      'writeConnectionSecretToRef',
    ]);
    expect(fields(schema, 'status')).toEqual([
      'claimConditionTypes',
      'conditions',
      'connectionDetails',
    ]);
  });

  it.each([
    ['Namespaced', ['apiVersion', 'kind', 'name']],
    ['Cluster', ['apiVersion', 'kind', 'name', 'namespace']],
  ])('refers to resources of scope %s by %j', (scope, expected) => {
    const refs = at(schemaOf(derive(xrd({ scope }))[0]), 'spec', 'crossplane', 'resourceRefs');
    expect(Object.keys((refs?.items as Node).properties ?? {})).toEqual(expected);
  });

  it('has the default update policy of its definition', () => {
    const schema = schemaOf(derive(xrd({ defaultCompositionUpdatePolicy: 'Manual' }))[0]);
    expect(at(schema, 'spec', 'crossplane', 'compositionUpdatePolicy')?.default).toBe('Manual');
  });

  it('stores the version that can be referred to', () => {
    const schema = { openAPIV3Schema: object({}) };
    const versions = [
      { name: 'v1alpha1', served: true, referenceable: false, schema },
      { name: 'v1', served: true, referenceable: true, schema },
    ];
    expect(
      derive(xrd({ versions }))[0]?.versions.map(({ name, storage }) => [name, storage]),
    ).toEqual([
      ['v1', true],
      ['v1alpha1', false],
    ]);
  });
});

describe('of the schema', () => {
  const rules = [{ rule: 'true', message: 'fine' }];

  it('only what Crossplane keeps is left', () => {
    const schema = schemaOf(
      derive(
        xrd({}, 'v2', {
          ...object({
            spec: object(
              { size: text },
              {
                required: ['size'],
                default: {},
                anyOf: [{}],
                'x-kubernetes-validations': rules,
                'x-kubernetes-preserve-unknown-fields': true,
              },
            ),
            status: object(
              { phase: text },
              { required: ['phase'], 'x-kubernetes-preserve-unknown-fields': true },
            ),
            third: text,
          }),
          required: ['third'],
          'x-kubernetes-validations': rules,
        }),
      )[0],
    );
    expect(Object.keys(schema ?? {}).sort()).toEqual([
      'properties',
      'required',
      'type',
      'x-kubernetes-validations',
    ]);
    expect(schema?.required).toEqual(['spec']);
    expect(fields(schema)).toEqual(['apiVersion', 'kind', 'metadata', 'spec', 'status']);
    expect(Object.keys(at(schema, 'spec') ?? {}).sort()).toEqual([
      'properties',
      'required',
      'type',
      'x-kubernetes-preserve-unknown-fields',
      'x-kubernetes-validations',
    ]);
    expect(Object.keys(at(schema, 'status') ?? {}).sort()).toEqual([
      'properties',
      'required',
      'type',
    ]);
  });

  it('a field named as machinery is overwritten', () => {
    const schema = schemaOf(
      derive(xrd({}, 'v2', object({ spec: object({ crossplane: text }) })))[0],
    );
    expect(at(schema, 'spec', 'crossplane')?.type).toBe('object');
  });

  it.each([
    [undefined, 63],
    [20, 20],
    [200, 63],
  ])('a longest name of %s becomes %s', (maxLength, expected) => {
    const name: Node = { type: 'string', ...(maxLength && { maxLength }) };
    const schema = schemaOf(
      derive(xrd({}, 'v2', object({ metadata: object({ name }), spec: object({}) })))[0],
    );
    expect(at(schema, 'metadata', 'name')?.maxLength).toBe(expected);
  });

  it('nothing at all is a problem', () => {
    const versions = [{ name: 'v1', served: true, referenceable: true }];
    expect(readXrd(xrd({ versions }))).toMatchObject({
      problem: { message: 'has no schema in version v1' },
    });
  });
});

describe('a claim', () => {
  const claimNames = { kind: 'DatabaseClaim', plural: 'databaseclaims' };

  it('is a kind of its own, in a namespace', () => {
    const [, claim] = derive(xrd({ claimNames, defaultCompositeDeletePolicy: 'Foreground' }, 'v1'));
    expect(claim).toMatchObject({
      kind: 'DatabaseClaim',
      plural: 'databaseclaims',
      scope: 'Namespaced',
    });
    expect(fields(schemaOf(claim), 'spec')).toEqual([
      'compositeDeletePolicy',
      ...SELECTION,
      'resourceRef',
      'size',
      'writeConnectionSecretToRef',
    ]);
    expect(at(schemaOf(claim), 'spec', 'compositeDeletePolicy')?.default).toBe('Foreground');
    expect(at(schemaOf(claim), 'spec', 'writeConnectionSecretToRef')?.required).toEqual(['name']);
  });

  it.each([
    [{ claimNames }, 'v2', 'has claimNames, which scope Namespaced has not'],
    [{ claimNames: { kind: 'Database' } }, 'v1', 'has kind Database twice'],
    [{ claimNames: {} }, 'v1', 'has no claimNames.kind'],
  ])('%j of a %s definition: %s', (spec, apiVersion, message) => {
    expect(readXrd(xrd(spec, apiVersion))).toMatchObject({ problem: { message } });
  });
});

describe('connection Secrets', () => {
  const connections = (manifest: JsonRecord) =>
    derive(manifest).map(({ versions }) => versions[0]?.connection);
  const keys = ['host', 'password'];

  it('are named by claims and legacy composites themselves', () => {
    const claimNames = { kind: 'Claim', plural: 'claims' };
    expect(connections(xrd({ claimNames, connectionSecretKeys: keys }, 'v1'))).toEqual([
      { keys, named: 'composite' },
      { keys, named: 'claim' },
    ]);
  });

  it('are told by an annotation in v2, which has no field for them', () => {
    const said = {
      name: 'x',
      annotations: { 'cdk8s-gitops.dev/connection-keys': 'host,password' },
    };
    expect(connections({ ...xrd({}), metadata: said })).toEqual([{ keys, named: 'composition' }]);
    expect(connections(xrd({ connectionSecretKeys: keys }))).toEqual([undefined]);
  });

  it('become a field of the class', () => {
    const claimNames = { kind: 'Claim', plural: 'claims' };
    const crds = derive(xrd({ claimNames, connectionSecretKeys: keys }, 'v1'));
    const text = typescriptOf(tableOf(factsOf(crds)));
    expect(text).toContain("import { SecretReference } from 'cdk8s-gitops';");
    expect(text.match(/readonly connection\??: SecretReference<'host' \| 'password'>;/g)).toEqual([
      "readonly connection: SecretReference<'host' | 'password'>;",
      "readonly connection?: SecretReference<'host' | 'password'>;",
    ]);
    const [modern] = derive(xrd({}));
    expect(typescriptOf(tableOf(factsOf([modern as Crd])))).not.toContain('SecretReference');
  });
});
