import * as schemas from '../../imports/schemas';
import { ManifestSet } from '../../lib/core';
import { lint } from '../../lib/lint';
import { manifestsOf } from '../lint/support/rule-cases';
import { expectFindings, findingsIn } from './support';

interface Case {
  readonly title: string;
  readonly patches?: string;
  /** More fields of the resource. */
  readonly more?: string;
  readonly name?: string;
  /** More fields of the spec. */
  readonly spec?: string;
  readonly mode?: string;
  readonly finds: readonly string[];
}

/** A Composition of Crossplane 1 without a pipeline, beside its XRD. */
function native({ patches = '[]', more = '', name = 'name: instance', ...rest }: Case): string {
  const { spec = '', mode = 'mode: Resources' } = rest;
  return `
apiVersion: apiextensions.crossplane.io/v1
kind: CompositeResourceDefinition
metadata: { name: databases.acme.io }
spec:
  group: acme.io
  names: { kind: Database, plural: databases }
  versions:
  - name: v1
    served: true
    referenceable: true
    schema:
      openAPIV3Schema:
        type: object
        properties:
          spec:
            type: object
            properties:
              size: { type: string, enum: [small, large] }
              storage: { type: integer }
              share: { type: number }
              zones: { type: array, items: { type: string } }
          status: { type: object, properties: { endpoint: { type: string } } }
---
apiVersion: apiextensions.crossplane.io/v1
kind: Composition
metadata: { name: database }
spec:
  compositeTypeRef: { apiVersion: acme.io/v1, kind: Database }
  ${mode}
  ${spec}
  resources:
  - ${name}
    base:
      apiVersion: rds.aws.upbound.io/v1beta3
      kind: Instance
      spec: { forProvider: { region: eu-west-1, instanceClass: db.t4g.micro, engine: postgres } }
    patches: ${patches.replace(/\n/g, ' ')}
    ${more}`;
}

const MODE = 'composition-pipeline-broken /spec/mode composes without a pipeline';
const AT = '/spec/resources/0';

/** All cases find what MODE says; it is left out of them. */
const cases = (list: readonly Case[]) =>
  it.each([...list])('$title', ({ finds, ...given }) => {
    const found = findingsIn(native({ ...given, finds }));
    const rest = found.filter((text) => !text.startsWith(MODE));
    if (given.mode === undefined) expect(rest).toHaveLength(found.length - 1);
    expectFindings(rest, finds);
  });

const to = 'toFieldPath: spec.forProvider.identifier';
const fmt = (text: string) => `{ type: string, string: { fmt: "${text}" } }`;

describe('compositions without a pipeline', () => {
  it('are told, with the command that converts them', () => {
    const [first] = findingsIn(native({ title: '', finds: [] }));
    expect(first).toContain(MODE);
    expect(first).toContain("'crossplane beta convert pipeline-composition'");
  });
  cases([
    {
      title: 'are those with resources and no mode too, the default of Crossplane 1',
      mode: '',
      finds: ['composition-pipeline-broken /spec/resources composes without a pipeline'],
    },
    {
      title: 'have their paths checked on both sides, as inputs of functions have',
      patches: `[{ fromFieldPath: spec.siez, ${to} }, { fromFieldPath: spec.size, toFieldPath: spec.forProvider.identifire }]`,
      finds: [
        `composition-path-unknown ${AT}/patches/0/fromFieldPath is spec.siez of the XR Database`,
        `composition-path-unknown ${AT}/patches/1/toFieldPath is spec.forProvider.identifire`,
      ],
    },
    {
      title: 'have patches of sets told at the set, once',
      spec: 'patchSets: [{ name: all, patches: [{ fromFieldPath: spec.siez, toFieldPath: spec.forProvider.identifier }] }]',
      patches: '[{ type: PatchSet, patchSetName: all }, { type: PatchSet, patchSetName: al }]',
      finds: [
        `composition-input-invalid ${AT}/patches/1/patchSetName is 'al', which is no patch set`,
        'composition-path-unknown /spec/patchSets/0/patches/0/fromFieldPath',
      ],
    },
    {
      title: 'are refused by Crossplane 1, and no function',
      patches: `[{ fromFieldPath: spec.size, ${to}, transforms: [{ type: string, string: { convert: ToUpper } }] }]`,
      finds: [
        `composition-input-invalid ${AT}/patches/0/transforms/0/string is refused by Crossplane 1: fmt: Required value`,
      ],
    },
    {
      title: 'may leave out types that the function wants: math, string, match, details, names',
      name: 'connectionDetails: [{ fromConnectionSecretKey: host }, { name: a, value: b }, { name: c, fromFieldPath: spec.forProvider.region }]',
      patches: `[{ fromFieldPath: spec.storage, toFieldPath: spec.forProvider.allocatedStorage, transforms: [{ type: math, math: { multiply: 2 } }] },
        { fromFieldPath: spec.size, toFieldPath: spec.writeConnectionSecretToRef.name, transforms: [${fmt('%s-x')}] },
        { fromFieldPath: spec.size, toFieldPath: spec.writeConnectionSecretToRef.namespace },
        { fromFieldPath: spec.size, ${to}, transforms: [{ type: match, match: { patterns: [{ literal: small, result: s }], fallbackValue: l } }] }]`,
      finds: [],
    },
    {
      title: 'print whole numbers of the XR with %d, which are no float64 there',
      patches: `[{ fromFieldPath: spec.storage, ${to}, transforms: [${fmt('db-%d')}] }]`,
      finds: [],
    },
    {
      title: 'print numbers that may have a fraction wrong with %d still',
      patches: `[{ fromFieldPath: spec.share, ${to}, transforms: [${fmt('db-%d')}] }]`,
      finds: [`composition-type-mismatch ${AT}/patches/0/transforms/0 prints '%!d(float64=3)'`],
    },
    {
      title: 'join with separators of any length',
      patches: `[{ fromFieldPath: spec.zones, ${to}, transforms: [{ type: string, string: { type: Join, join: { separator: ", " } } }] }]`,
      finds: [],
    },
    {
      title: 'join lists only',
      patches: `[{ fromFieldPath: spec.size, ${to}, transforms: [{ type: string, string: { type: Join, join: { separator: ", " } } }] }]`,
      finds: [`composition-type-mismatch ${AT}/patches/0/transforms/0 is given a string, and Join`],
    },
    {
      title: 'write any field of the XR, and not its status only',
      patches:
        '[{ type: ToCompositeFieldPath, fromFieldPath: metadata.name, toFieldPath: spec.size }]',
      finds: [],
    },
    {
      title: 'merge by mergeOptions, not by the policy of the function',
      patches: `[{ fromFieldPath: spec.size, ${to}, policy: { mergeOptions: { keepMapValues: true } } },
        { fromFieldPath: spec.size, ${to}, policy: { toFieldPath: MergeObjects } }]`,
      finds: [
        `composition-input-invalid ${AT}/patches/1/policy/toFieldPath is not read without a pipeline`,
      ],
    },
    {
      title: 'have no environment and no Replace',
      patches: `[{ type: FromEnvironmentFieldPath, fromFieldPath: a, ${to} },
        { fromFieldPath: spec.size, ${to}, transforms: [{ type: string, string: { type: Replace, replace: { search: a, replace: b } } }] }]`,
      finds: [
        `composition-input-invalid ${AT}/patches/0/type is FromEnvironmentFieldPath, which Crossplane has`,
        `composition-input-invalid ${AT}/patches/1/transforms/0/string/type is Replace, which only`,
        `composition-path-unknown ${AT}/patches/0/fromFieldPath is a of the environment`,
      ],
    },
    {
      title: 'may match integers, of a status that has them',
      more: `readinessChecks: [{ type: MatchInteger, fieldPath: status.atProvider.allocatedStorage, matchInteger: 20 },
        { type: MatchInteger, fieldPath: status.atProvider.arn, matchInteger: 20 }]`,
      finds: [
        `composition-never-ready ${AT}/readinessChecks/1 never passes: status.atProvider.arn is a string`,
      ],
    },
    {
      title: 'take an empty text and 0 in a check for nothing, and crash at no condition',
      more: `readinessChecks: [{ type: MatchInteger, fieldPath: status.atProvider.allocatedStorage, matchInteger: 0 },
        { type: MatchString, fieldPath: status.atProvider.arn, matchString: "" }, { type: MatchCondition }]`,
      finds: [
        `composition-input-invalid ${AT}/readinessChecks/0/matchInteger is 0, which Crossplane 1 takes for none`,
        `composition-input-invalid ${AT}/readinessChecks/1/matchString is '', which Crossplane 1 takes for none`,
        `composition-input-invalid ${AT}/readinessChecks/2 has no matchCondition`,
      ],
    },
    {
      title: 'name all resources or none',
      more: '\n  - base: { apiVersion: v1, kind: ConfigMap, metadata: { namespace: a } }\n    readinessChecks: [{ type: None }]',
      finds: ['composition-input-invalid /spec/resources/1 has no name, while others have one'],
    },
    {
      title: 'say what is no patch',
      patches: `[{ type: FromComposite, fromFieldPath: spec.size, ${to} }]`,
      finds: [`composition-input-invalid ${AT}/patches/0/type is refused by Crossplane 1`],
    },
  ]);
});

describe('a Composition of Crossplane 1, asked by all rules', () => {
  const errorsOf = (crossplane?: string) => {
    const text = native({
      title: '',
      finds: [],
      spec: 'patchSets: []',
    }).replace('mode: Resources', '');
    return lint(ManifestSet.of(manifestsOf(text)), { schemas, targets: { crossplane } })
      .filter(({ severity }) => severity === 'error')
      .map(({ rule, hint }) => [rule, hint.includes("targets: { crossplane: '1.20' }")]);
  };

  it('is told of once, not by each field that Crossplane 2 lacks', () => {
    expect(errorsOf()).toEqual([['composition-pipeline-broken', true]]);
  });

  it('is right for a Crossplane 1', () => {
    expect(errorsOf('1.20')).toEqual([]);
  });

  it('still has only the fields that Crossplane 1 had', () => {
    const text = native({ title: '', finds: [], spec: 'patchSet: []' });
    const found = lint(ManifestSet.of(manifestsOf(text)), { schemas });
    expect(found.map(({ rule }) => rule)).toContain('unknown-field');
  });
});
