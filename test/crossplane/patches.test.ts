import { expectFindings, findingsOfPatch, type Sample } from './support';

interface Case extends Sample {
  readonly title: string;
  readonly patch: string;
  /** A part of each finding. */
  readonly finds: readonly string[];
}

const cases = (list: readonly Case[]) =>
  it.each([...list])('$title', ({ patch, finds, ...more }) => {
    expectFindings(findingsOfPatch(patch, more), finds);
  });

const to = (path: string, more = '') =>
  `{ fromFieldPath: spec.size, toFieldPath: "${path}", ${more} }`;
const TEXT = 'spec.forProvider.identifier';
const NUMBER = 'spec.forProvider.allocatedStorage';
const BOOLEAN = 'spec.forProvider.multiAz';

describe('paths', () => {
  cases([
    { title: 'accepts fields that both have', patch: to(TEXT), finds: [] },
    {
      title: 'reports a source that the XR does not have, with the nearest field',
      patch: `{ fromFieldPath: spec.siez, toFieldPath: ${TEXT} }`,
      finds: [
        "composition-path-unknown ~/fromFieldPath is spec.siez of the XR Database, and asks for field 'siez'",
      ],
    },
    {
      title: 'reports a target that the resource does not have',
      patch: to('spec.forProvider.identifer'),
      finds: ['composition-path-unknown ~/toFieldPath is spec.forProvider.identifer of Instance'],
    },
    {
      title: 'reports a field of the level above, which belongs below',
      patch: to('spec.identifier'),
      finds: ['composition-path-unknown ~/toFieldPath'],
    },
    {
      title: 'says where the rest of a path leads that has a field too many',
      patch: `{ fromFieldPath: spec.parameters.size, toFieldPath: ${TEXT} }`,
      finds: ['(did you mean spec.size? write that)'],
    },
    {
      title: 'takes fromFieldPath for the target where there is no other',
      patch: '{ fromFieldPath: spec.size }',
      finds: ["composition-path-unknown ~/fromFieldPath is spec.size of Instance 'instance'"],
    },
    {
      title: 'reads what every XR has: name, labels, and the fields of Crossplane',
      patch:
        '{ fromFieldPath: "metadata.labels[crossplane.io/composite]", toFieldPath: "metadata.annotations[crossplane.io/external-name]" }, { fromFieldPath: spec.crossplane.compositionRef.name, toFieldPath: metadata.labels.by }',
      finds: [],
    },
    {
      title: 'reads claimRef of a legacy XR',
      scope: 'LegacyCluster',
      base: '{ apiVersion: rds.aws.upbound.io/v1beta3, kind: Instance, spec: { forProvider: { region: eu-west-1, instanceClass: a } } }',
      patch: `{ fromFieldPath: spec.claimRef.namespace, toFieldPath: ${TEXT} }`,
      finds: [],
    },
    {
      title: 'knows no claimRef of a modern XR',
      patch: `{ fromFieldPath: spec.claimRef.namespace, toFieldPath: ${TEXT} }`,
      finds: ['composition-path-unknown ~/fromFieldPath is spec.claimRef.namespace'],
    },
    {
      title: 'reports an index into an object, and a field of a list',
      patch: `${to('spec.forProvider[0].x')}, ${to('spec.forProvider.vpcSecurityGroupIds.x')}`,
      finds: [
        'composition-path-unknown ~/toFieldPath is spec.forProvider[0].x',
        'composition-path-unknown ~/patches/1/toFieldPath is spec.forProvider.vpcSecurityGroupIds.x',
      ],
    },
    {
      title: 'accepts an index into a list, and a key of a map',
      patch: `${to('spec.forProvider.vpcSecurityGroupIds[0]')}, ${to('spec.forProvider.tags[a.b/c]')}`,
      finds: [],
    },
    {
      title: 'reports an index beyond maxItems',
      spec: 'zones: { type: array, maxItems: 2, items: { type: string } }',
      patch: `{ fromFieldPath: "spec.zones[2]", toFieldPath: ${TEXT} }`,
      finds: ['asks for element 2 of spec.zones, which has at most 2'],
    },
    {
      title: 'follows fields that are preserved whatever they are',
      spec: 'any: { type: object, x-kubernetes-preserve-unknown-fields: true }',
      patch: `{ fromFieldPath: "spec.any.a[0].b", toFieldPath: ${TEXT} }`,
      finds: [],
    },
    {
      title: 'reports a path that cannot be parsed',
      patch: to('spec..x'),
      finds: [
        'composition-path-unknown ~/toFieldPath cannot parse path "spec..x": unexpected \'.\' at position 5',
      ],
    },
    {
      title: 'reports a wildcard in a source',
      spec: 'zones: { type: array, items: { type: string } }',
      patch: `{ fromFieldPath: "spec.zones[*]", toFieldPath: ${TEXT} }`,
      finds: ['wildcards are expanded only in the toFieldPath'],
    },
    {
      title: 'reports a wildcard that stands for nothing in the base, which fails the pipeline',
      patch: to('spec.forProvider.vpcSecurityGroupIds[*]'),
      finds: ['stands for no field of the base'],
    },
    {
      title: 'reports a wildcard whose elements in the base all lack the field behind it',
      base: '{ apiVersion: apps/v1, kind: Deployment, spec: { selector: {}, template: { spec: { containers: [{ name: a }] } } } }',
      patch: to('spec.template.spec.containers[*].image'),
      finds: ['stands for no field of the base'],
    },
    {
      title: 'accepts a wildcard over what the base has',
      base: '{ apiVersion: rds.aws.m.upbound.io/v1beta1, kind: Instance, spec: { forProvider: { region: eu-west-1, instanceClass: a, vpcSecurityGroupIds: [x, y] } } }',
      patch: to('spec.forProvider.vpcSecurityGroupIds[*]'),
      finds: [],
    },
    {
      title: 'reports a status field that the XRD lacks',
      patch:
        '{ type: ToCompositeFieldPath, fromFieldPath: status.atProvider.endpoint, toFieldPath: status.endpont }',
      finds: ["asks for field 'endpont', which status does not have"],
    },
    {
      title: 'reports what is written to the spec or the metadata of the XR',
      patch:
        '{ type: ToCompositeFieldPath, fromFieldPath: status.atProvider.endpoint, toFieldPath: spec.size }, { type: ToCompositeFieldPath, fromFieldPath: metadata.name, toFieldPath: metadata.labels.x }',
      finds: [
        'composition-patch-ignored ~/toFieldPath writes spec.size',
        'composition-patch-ignored ~/patches/1/toFieldPath writes metadata.labels.x',
      ],
    },
    {
      title: 'reports an environment that no step fills',
      patch: `{ type: FromEnvironmentFieldPath, fromFieldPath: vpc, toFieldPath: ${TEXT} }`,
      finds: ['is vpc of the environment'],
    },
    {
      title: 'reads an environment that another patch fills',
      patch: `{ type: ToEnvironmentFieldPath, fromFieldPath: status.atProvider.endpoint, toFieldPath: vpc }, { type: FromEnvironmentFieldPath, fromFieldPath: vpc, toFieldPath: ${TEXT} }`,
      finds: [],
    },
    {
      title: 'asks nothing of an environment that an unknown step may fill',
      before: '- { step: env, functionRef: { name: function-mine } }',
      patch: `{ type: FromEnvironmentFieldPath, fromFieldPath: vpc, toFieldPath: ${TEXT} }`,
      finds: [],
    },
  ]);
});

const transformed = (transforms: string, target = TEXT, from = 'spec.size') =>
  `{ fromFieldPath: ${from}, toFieldPath: ${target}, transforms: [${transforms}] }`;
const CONVERT = (type: string) => `{ type: convert, convert: { toType: ${type} } }`;

describe('types', () => {
  cases([
    {
      title: 'reports a number where a text is taken, and the other way round',
      patch: `{ fromFieldPath: spec.storage, toFieldPath: ${TEXT} }, { fromFieldPath: spec.size, toFieldPath: ${NUMBER} }`,
      finds: [
        'composition-type-mismatch ~/toFieldPath spec.storage of the XR Database is a number, and the target takes a string',
        'composition-type-mismatch ~/patches/1/toFieldPath spec.size of the XR Database is a string, and the target takes a number',
      ],
    },
    {
      title: 'accepts an integer for a number',
      patch: `{ fromFieldPath: spec.storage, toFieldPath: ${NUMBER} }`,
      finds: [],
    },
    {
      title: "accepts a provider's number for an integer: providers declare no other",
      patch:
        '{ type: ToCompositeFieldPath, fromFieldPath: status.atProvider.port, toFieldPath: status.port }',
      finds: [],
    },
    {
      title: 'warns of a number of the XR that may have a fraction',
      base: '{ apiVersion: apps/v1, kind: Deployment, spec: { replicas: 1, selector: {}, template: {} } }',
      patch: '{ fromFieldPath: spec.share, toFieldPath: spec.replicas }',
      finds: [
        '(warning) composition-type-mismatch ~/toFieldPath spec.share of the XR Database may have a fraction',
      ],
    },
    {
      title: 'accepts what is converted',
      patch: transformed(CONVERT('string'), TEXT, 'spec.storage'),
      finds: [],
    },
    {
      title: 'reports a conversion that there is none of',
      spec: 'tags: { type: object, additionalProperties: { type: string } }',
      patch: transformed(CONVERT('string'), TEXT, 'spec.tags'),
      finds: ['~/transforms/0 is given an object, which has no conversion to string'],
    },
    {
      title: 'reports a chain whose end does not fit',
      patch: transformed(
        `{ type: map, map: { small: "1", large: "2" } }, ${CONVERT('int64')}, ${CONVERT('bool')}`,
        NUMBER,
      ),
      finds: ['is true or false, and the target takes a number'],
    },
    {
      title: 'reports a value of the XR that the map lacks: it ends the pipeline',
      patch: transformed('{ type: map, map: { small: a } }'),
      finds: ["~/transforms/0 fails for 'large': key large is not found in map"],
    },
    {
      title: 'reports a map of a number',
      patch: transformed('{ type: map, map: { "1": a } }', TEXT, 'spec.storage'),
      finds: ['~/transforms/0 is given a number, and a map transform takes a string'],
    },
    {
      title: 'reports a result of a map that is of another type than the target',
      patch: transformed('{ type: map, map: { small: "yes", large: "no" } }', BOOLEAN),
      finds: ['is a string, and the target takes true or false'],
    },
    {
      title: 'reports a result that the target does not list',
      base: '{ apiVersion: v1, kind: Service, spec: { ports: [{ port: 1 }] } }',
      spec: 'size: { type: string, enum: [small, large] }',
      patch: transformed(
        '{ type: map, map: { small: ClusterIP, large: Loadbalancer } }',
        'metadata.name',
      ),
      finds: [],
    },
    {
      title: 'reports an enumerated value that the target does not take',
      spec: 'policy: { type: string, enum: [Delete, Orphan, Keep] }',
      base: '{ apiVersion: rds.aws.upbound.io/v1beta3, kind: Instance, spec: { forProvider: { region: a, instanceClass: a } } }',
      scope: 'Cluster',
      patch: '{ fromFieldPath: spec.policy, toFieldPath: spec.deletionPolicy }',
      finds: ["spec.policy of the XR Database is 'Keep', not one of 'Orphan', 'Delete'"],
    },
    {
      title: 'reports a match without a type of its pattern, and a fallback of another type',
      patch: transformed(
        '{ type: match, match: { patterns: [{ literal: small, result: true }], fallbackValue: x } }',
        BOOLEAN,
      ),
      finds: ['~/transforms/0 has pattern 0 without a type, which fails'],
    },
    {
      title: 'reports mathematics with a text',
      patch: transformed('{ type: math, math: { type: Multiply, multiply: 2 } }', NUMBER),
      finds: ['~/transforms/0 is given a string, and a math transform takes'],
    },
    {
      title: 'accepts mathematics with a number, for a number',
      patch: transformed(
        '{ type: math, math: { type: Multiply, multiply: 2 } }',
        NUMBER,
        'spec.storage',
      ),
      finds: [],
    },
    {
      title: 'reports %d of a number: every number is a float64',
      patch: transformed(
        '{ type: string, string: { type: Format, fmt: "%d-a" } }',
        TEXT,
        'spec.storage',
      ),
      finds: ["~/transforms/0 prints '%!d(float64=3)'"],
    },
    {
      title: 'accepts %d behind a conversion',
      patch: transformed(
        `${CONVERT('int64')}, { type: string, string: { type: Format, fmt: "%d-a" } }`,
        TEXT,
        'spec.storage',
      ),
      finds: [],
    },
    {
      title: 'warns of %v of a number that may be a million',
      patch: transformed(
        '{ type: string, string: { type: Format, fmt: "%v" } }',
        TEXT,
        'spec.storage',
      ),
      finds: [
        '(warning) composition-type-mismatch ~/transforms/0 prints numbers from a million on with an exponent',
      ],
    },
    {
      title: 'accepts %v of a number that stays below',
      spec: 'storage: { type: integer, maximum: 999999 }',
      patch: transformed(
        '{ type: string, string: { type: Format, fmt: "%v" } }',
        TEXT,
        'spec.storage',
      ),
      finds: [],
    },
    {
      title: 'reports a value without a verb, and a verb without a value',
      patch: `${transformed('{ type: string, string: { type: Format, fmt: constant } }')}, ${transformed('{ type: string, string: { type: Format, fmt: "%s-%s" } }')}`,
      finds: [
        "~/transforms/0 prints '%!(EXTRA string=x)'",
        "~/patches/1/transforms/0 prints '%!s(MISSING)'",
      ],
    },
    {
      title: 'accepts percent signs that are written twice',
      patch: transformed('{ type: string, string: { type: Format, fmt: "100%%!(%s)" } }'),
      finds: [],
    },
    {
      title: 'reports a regular expression without the group that it takes',
      patch: transformed(
        '{ type: string, string: { type: Regexp, regexp: { match: "a(b)", group: 2 } } }',
      ),
      spec: 'size: { type: string }',
      finds: ["takes group 2 of 'a(b)', which has 1"],
    },
    {
      title: 'reports a conversion of texts that does not exist',
      patch: transformed('{ type: string, string: { type: Convert, convert: ToUper } }'),
      spec: 'size: { type: string }',
      finds: ['converts ToUper, which fails'],
    },
    {
      title: 'warns of a separator of which a part stays at the end',
      spec: 'zones: { type: array, items: { type: string } }',
      patch: transformed(
        '{ type: string, string: { type: Join, join: { separator: ", " } } }',
        TEXT,
        'spec.zones',
      ),
      finds: [
        "(warning) composition-type-mismatch ~/transforms/0 leaves a part of ', ' at the end",
      ],
    },
    {
      title: 'reports a list of other elements than the target has',
      spec: 'ids: { type: array, items: { type: integer } }',
      patch: '{ fromFieldPath: spec.ids, toFieldPath: spec.forProvider.vpcSecurityGroupIds }',
      finds: ['has an integer at [*], and the target takes a string there'],
    },
    {
      title: 'warns of a field in a whole object that the target lacks',
      spec: 'p: { type: object, properties: { engine: { type: string }, colour: { type: string } } }',
      patch: '{ fromFieldPath: spec.p, toFieldPath: spec.forProvider }',
      finds: [
        '(warning) composition-type-mismatch ~/toFieldPath spec.p of the XR Database has a field colour',
      ],
    },
    {
      title: 'reads the verbs of a combine by the types of its variables',
      patch: `{ type: CombineFromComposite, toFieldPath: ${TEXT}, combine: { strategy: string,
        variables: [{ fromFieldPath: spec.size }, { fromFieldPath: spec.storage }], string: { fmt: "%s-%d" } } }`,
      finds: ["~/combine/string/fmt prints '%!d(float64=3)'"],
    },
    {
      title: 'accepts %.0f of a whole number in a combine',
      patch: `{ type: CombineFromComposite, toFieldPath: ${TEXT}, combine: { strategy: string,
        variables: [{ fromFieldPath: spec.size }, { fromFieldPath: spec.storage }], string: { fmt: "%s-%.0f" } } }`,
      finds: [],
    },
    {
      title: 'reports a variable that is not there, and says nothing of its verb',
      patch: `{ type: CombineFromComposite, toFieldPath: ${TEXT}, combine: { strategy: string,
        variables: [{ fromFieldPath: spec.sizes }], string: { fmt: "%d" } } }`,
      finds: ['composition-path-unknown ~/combine/variables/0/fromFieldPath is spec.sizes'],
    },
  ]);
});
