import { expectFindings, findingsIn } from './support';

const xrd = ({
  api = 'v2',
  name = 'databases.acme.io',
  more = '',
  version = '',
  spec = 'size: { type: string }',
  specMore = '',
  status = '{ type: object, properties: {} }',
  root = '',
  scope = 'scope: Namespaced',
}) => `
apiVersion: apiextensions.crossplane.io/${api}
kind: CompositeResourceDefinition
metadata: { name: ${name} }
spec:
  group: acme.io
  names: { kind: Database, plural: databases }
  ${scope}
  ${more}
  versions:
  - name: v1
    served: true
    referenceable: true
    ${version}
    schema:
      openAPIV3Schema:
        type: object
        ${root}
        properties:
          spec: { type: object, ${specMore} properties: { ${spec} } }
          status: ${status}`;

interface Case extends Partial<Parameters<typeof xrd>[0]> {
  readonly title: string;
  /** A part of each finding; the place of the schema is `~`. */
  readonly finds: readonly string[];
}

const cases = (list: readonly Case[]) =>
  it.each([...list])('$title', ({ finds, title: _title, ...given }) => {
    const found = findingsIn(xrd(given));
    const at = '/spec/versions/0/schema/openAPIV3Schema/properties';
    expectFindings(
      found.map((text) => text.replace(at, '~')),
      finds,
    );
  });

describe('what the derived CRD does not have', () => {
  cases([
    { title: 'accepts fields and their schemas', finds: [] },
    {
      title: 'tells of a default of spec',
      specMore: 'default: {},',
      finds: ['xrd-schema-dropped ~/spec/default'],
    },
    {
      title: 'tells of anyOf of spec',
      specMore: 'anyOf: [{ required: [size] }],',
      finds: ['xrd-schema-dropped ~/spec/anyOf'],
    },
    {
      title: 'keeps oneOf of spec, and what spec preserves',
      specMore: 'oneOf: [{ required: [size] }], x-kubernetes-preserve-unknown-fields: true,',
      finds: [],
    },
    {
      title: 'tells of what status preserves',
      status: '{ type: object, x-kubernetes-preserve-unknown-fields: true }',
      finds: ['xrd-schema-dropped ~/status/x-kubernetes-preserve-unknown-fields'],
    },
    {
      title: 'tells of a third part, and of what else is required',
      root: 'required: [spec, data]',
      finds: ['xrd-schema-dropped /spec/versions/0/schema/openAPIV3Schema/required'],
    },
    {
      title: 'tells of a field that Crossplane replaces',
      spec: 'crossplane: { type: string }',
      finds: ['xrd-schema-dropped ~/spec/properties/crossplane'],
    },
    {
      title: 'knows that modern XRs have no compositionRef in spec',
      spec: 'compositionRef: { type: string }',
      finds: [],
    },
    {
      title: 'knows that legacy ones have; one of the same type is lost with a warning',
      api: 'v1',
      scope: '',
      spec: 'compositionRef: { type: string }, claimRef: { type: object }',
      finds: [
        '(warning) xrd-schema-dropped ~/spec/properties/claimRef',
        'xrd-schema-dropped ~/spec/properties/compositionRef',
      ],
    },
    {
      title: 'tells of a keyword that nobody reads, with the one that is meant',
      spec: 'size: { type: string, minLenght: 1 }',
      finds: [
        "xrd-schema-dropped ~/spec/properties/size/minLenght is dropped: 'minLenght' is no keyword",
      ],
    },
  ]);
});

describe('structural schemas', () => {
  const bad = (title: string, spec: string, ...finds: string[]): Case => ({
    title,
    spec,
    finds: finds.map((text) => `xrd-schema-invalid ~/spec/properties/${text}`),
  });
  cases([
    bad('want a type', 'a: { description: x }', 'a has no type'),
    bad('take no two types', 'a: { type: [string, "null"] }', 'a/type is a list, not a string'),
    bad('know six types', 'a: { type: strin }', "a/type is 'strin'"),
    bad(
      'take an integer or a string of anything beside it',
      'a: { x-kubernetes-int-or-string: true, type: string }',
    ),
    bad(
      'take int-or-string, and what is preserved, without a type',
      'a: { x-kubernetes-int-or-string: true }, b: { x-kubernetes-preserve-unknown-fields: true }',
    ),
    bad('refer to nothing', 'a: { type: object, $ref: "#/x" }', 'a/$ref has no place'),
    bad(
      'take no map beside fields',
      'a: { type: object, properties: { b: { type: string } }, additionalProperties: { type: string } }',
      'a/additionalProperties stands beside properties',
    ),
    bad(
      'take no unique items',
      'a: { type: array, uniqueItems: true, items: { type: string } }',
      'a/uniqueItems is true',
    ),
    bad('want the items of a list', 'a: { type: array }', 'a is an array without items'),
    bad(
      'take no tuples',
      'a: { type: array, items: [{ type: string }] }',
      'a/items is a list of schemas',
    ),
    bad(
      'take no type in a part of anyOf',
      'a: { type: string, anyOf: [{ type: string }] }',
      'a/anyOf/0/type says type inside',
    ),
    bad(
      'take types in the parts of an int-or-string',
      'a: { x-kubernetes-int-or-string: true, anyOf: [{ type: integer }, { type: string }] }',
    ),
    {
      title: 'warn of fields of parts that are not declared outside',
      spec: 'a: { type: object, properties: {}, oneOf: [{ properties: { b: { pattern: x } } }] }',
      finds: ['(warning) xrd-schema-invalid ~/spec/properties/a/oneOf/0/properties/b'],
    },
    bad(
      'take no preserving that is false',
      'a: { type: object, x-kubernetes-preserve-unknown-fields: false }',
      'a/x-kubernetes-preserve-unknown-fields is false',
    ),
    bad('want patterns of RE2', 'a: { type: string, pattern: "(?=x)" }', 'a/pattern'),
    bad(
      'want bounds as OpenAPI v3 has them',
      'a: { type: integer, exclusiveMinimum: 3 }',
      'a/exclusiveMinimum is 3, not a boolean',
    ),
    bad(
      'want keys of a map list required',
      'a: { type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [k], items: { type: object, properties: { k: { type: string } } } }',
      "a/x-kubernetes-list-map-keys/0 is 'k', which the elements need not have",
    ),
    bad(
      'want scalars in a set',
      'a: { type: array, x-kubernetes-list-type: set, items: { type: object, properties: {} } }',
      'a/x-kubernetes-list-type is set',
    ),
    bad(
      'require only fields that there are',
      'a: { type: object, required: [b], properties: { bb: { type: string } } }',
      "a/required/0 is 'b', which is no field",
    ),
    bad(
      'want defaults that are valid',
      'a: { type: string, enum: [x], default: y }',
      "a/default is 'y', not one of 'x'",
    ),
    bad(
      'want defaults that are not pruned',
      'a: { type: object, default: { c: 1 }, properties: { b: { type: string } } }',
      'a/default/c is not a field',
    ),
    bad('take null for no default', 'a: { type: string, default: null }'),
  ]);
});

describe('paths into the schema', () => {
  const column = (path: string) =>
    `additionalPrinterColumns: [{ name: A, type: string, jsonPath: "${path}" }]`;
  const scale = (spec: string, status = '.status.replicas') =>
    `subresources: { scale: { specReplicasPath: "${spec}", statusReplicasPath: "${status}" } }`;
  const spec = 'replicas: { type: integer }, size: { type: string }';
  const status = '{ type: object, properties: { replicas: { type: integer } } }';
  cases([
    {
      title: 'accept columns of fields and conditions',
      version: column(".status.conditions[?(@.type=='Ready')].status"),
      finds: [],
    },
    {
      title: 'warn of a column that stays empty',
      version: column('.spec.siz'),
      finds: ['(warning) xrd-schema-invalid /spec/versions/0/additionalPrinterColumns/0/jsonPath'],
    },
    {
      title: 'want the dot in front',
      version: column('spec.size'),
      finds: ['xrd-schema-invalid /spec/versions/0/additionalPrinterColumns/0/jsonPath'],
    },
    { title: 'accept a scale', spec, status, version: scale('.spec.replicas'), finds: [] },
    {
      title: 'want replicas that exist',
      spec,
      status,
      version: scale('.spec.replica'),
      finds: ['/spec/versions/0/subresources/scale/specReplicasPath'],
    },
    {
      title: 'want replicas that are numbers',
      spec,
      status,
      version: scale('.spec.size'),
      finds: ['which is a string, and not an integer'],
    },
    {
      title: 'want replicas below spec',
      spec,
      status,
      version: scale('.status.replicas'),
      finds: ['which is no path of fields below .spec'],
    },
  ]);
});

describe('names, versions and claims', () => {
  const claims = 'claimNames: { kind: Db, plural: dbs }';
  cases([
    {
      title: 'want the name that the API server wants',
      name: 'database.acme.io',
      finds: ["xrd-invalid /metadata/name is 'database.acme.io'"],
    },
    {
      title: 'take no claims in v2',
      more: claims,
      finds: ['xrd-invalid /spec/claimNames is refused'],
    },
    {
      title: 'take claims in v1, whose default scope is the legacy one',
      api: 'v1',
      scope: '',
      more: claims,
      finds: [],
    },
    {
      title: 'take none of another scope in v1',
      api: 'v1',
      more: claims,
      finds: ['xrd-invalid /spec/claimNames'],
    },
    {
      title: 'want other names for the claim',
      api: 'v1',
      scope: '',
      more: 'claimNames: { kind: Database, plural: dbs }',
      finds: ['xrd-invalid /spec/claimNames/kind'],
    },
  ]);

  it('want one referenceable version', () => {
    const two = xrd({}).replace('referenceable: true', 'referenceable: false');
    expectFindings(findingsIn(two), [
      'xrd-invalid /spec/versions 0 versions of Database are referenceable',
    ]);
  });

  it('want that version served', () => {
    expectFindings(findingsIn(xrd({}).replace('served: true', 'served: false')), [
      'xrd-invalid /spec/versions/0/served',
    ]);
  });
});

describe('rules in CEL', () => {
  const rules = (...list: readonly string[]) => `x-kubernetes-validations: [${list.join(', ')}],`;
  const at = '~/spec/x-kubernetes-validations/0';
  cases([
    {
      title: 'accepts one that compiles, and reads what Crossplane adds',
      specMore: rules(`{ rule: 'self.size != "" || has(self.crossplane.compositionRef)' }`),
      finds: [],
    },
    {
      title: 'tells of a field that is not there',
      specMore: rules(`{ rule: 'self.sise != ""' }`),
      finds: [`xrd-schema-invalid ${at}/rule does not compile: 1:5: undefined field 'sise'`],
    },
    {
      title: 'tells of types that do not go together',
      specMore: rules(`{ rule: 'self.size > 3' }`),
      finds: [
        `xrd-schema-invalid ${at}/rule does not compile: 1:11: found no matching overload for '_>_' applied to '(string, int)'`,
      ],
    },
    {
      title: 'tells of one that may cost more than the API server allows',
      spec: 'hosts: { type: array, items: { type: string } }',
      specMore: rules(`{ rule: 'self.hosts.all(h, self.hosts.exists_one(o, o == h))' }`),
      finds: [
        `xrd-schema-invalid ${at}/rule may cost too much: the estimated cost of the rule exceeds budget by factor of more than 100x`,
      ],
    },
    {
      title: 'tells of what is neither true nor false, and of a message that is no text',
      specMore: rules(
        `{ rule: self.size }`,
        `{ rule: 'self.size != ""', messageExpression: 'size(self.size)' }`,
      ),
      finds: [
        `xrd-schema-invalid ${at}/rule gives string, not true or false`,
        'xrd-schema-invalid ~/spec/x-kubernetes-validations/1/messageExpression gives int, not a string',
      ],
    },
    {
      title: 'tells of a path that leads nowhere, and of a reason that is none',
      specMore: rules(`{ rule: 'self.size != ""', fieldPath: .sise, reason: Because }`),
      finds: [
        `xrd-schema-invalid ${at}/fieldPath does not refer to a valid field`,
        `xrd-schema-invalid ${at}/reason is "Because"`,
      ],
    },
    {
      title: 'tells of oldSelf where nobody knows what an item was',
      spec: `list: { type: array, items: { type: object, properties: { a: { type: string } }, ${rules("{ rule: 'self == oldSelf' }")} } }`,
      finds: [
        'xrd-schema-invalid ~/spec/properties/list/items/x-kubernetes-validations/0/rule reads oldSelf',
      ],
    },
    {
      title: 'accepts oldSelf in a list that is a map',
      spec: `list: { type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [a], items: { type: object, required: [a], properties: { a: { type: string } }, ${rules("{ rule: 'self == oldSelf' }")} } }`,
      finds: [],
    },
    {
      title: 'tells of a rule that is none, and of messages that are refused',
      specMore: rules(
        `{ rule: ' ' }`,
        `{ rule: 'true', message: ' ' }`,
        `{ rule: "true ||\\n true" }`,
        `{ rule: 'true', optionalOldSelf: true }`,
      ),
      finds: [
        `xrd-schema-invalid ${at}/rule is missing`,
        'xrd-schema-invalid ~/spec/x-kubernetes-validations/1/message is empty',
        'xrd-schema-invalid ~/spec/x-kubernetes-validations/2/message is missing, and the rule',
        'xrd-schema-invalid ~/spec/x-kubernetes-validations/3/optionalOldSelf is said of a rule',
      ],
    },
  ]);
});
