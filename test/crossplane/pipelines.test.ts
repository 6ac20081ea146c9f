import { AUTO_READY, expectFindings, findingsIn, sample, type Sample } from './support';

interface Case extends Sample {
  readonly title: string;
  readonly finds: readonly string[];
  /** Documents beside it. */
  readonly beside?: string;
}

const cases = (list: readonly Case[]) =>
  it.each([...list])('$title', ({ finds, beside = '', ...given }) => {
    expectFindings(findingsIn(`${sample(given)}\n---\n${beside}`), finds);
  });

describe('inputs', () => {
  cases([
    {
      title: 'reports an unknown field, with the one that is meant, and still reads the rest',
      more: 'readinesChecks: []',
      input: 'patchSets: [{ name: a, patches: [{ type: ToCompositeFieldPath }] }]',
      finds: [
        'composition-input-invalid /spec/pipeline/0/input/patchSets/0/patches/0 is refused by the function: fromFieldPath: Required value',
        "composition-input-invalid ~ is refused by the function: has no field 'readinesChecks', did you mean 'readinessChecks'?",
      ],
    },
    {
      title: 'reports a patch type that there is none of, at its place',
      patches: '[{ type: FromComposite, fromFieldPath: spec.size }]',
      finds: [
        'composition-input-invalid ~/patches/0/type is refused by the function: Invalid value: "FromComposite": unknown patch type',
      ],
    },
    {
      title: 'reports a patch set that is not there',
      patches: '[{ type: PatchSet, patchSetName: common }]',
      finds: [
        "composition-input-invalid ~/patches/0/patchSetName is 'common', which is no patch set of this input",
      ],
    },
    {
      title: 'reports a fault in a patch set once, at the set, however many resources use it',
      input:
        'patchSets: [{ name: common, patches: [{ fromFieldPath: spec.siez, toFieldPath: spec.forProvider.identifier }] }]',
      patches:
        '[{ type: PatchSet, patchSetName: common }, { type: PatchSet, patchSetName: common }]',
      finds: [
        'composition-path-unknown /spec/pipeline/0/input/patchSets/0/patches/0/fromFieldPath',
      ],
    },
    {
      title: 'reports a transform of a combine, which is refused only when it runs',
      patches: `[{ type: CombineFromComposite, toFieldPath: spec.forProvider.identifier, transforms: [{ type: maths }],
        combine: { strategy: string, variables: [{ fromFieldPath: spec.size }], string: { fmt: "%s" } } }]`,
      finds: ['composition-input-invalid ~/patches/0/transforms/0 is refused when it runs'],
    },
  ]);
});

describe('pipelines', () => {
  const fn = (name: string, image = `xpkg.crossplane.io/x/${name}:v1`) =>
    `{ apiVersion: pkg.crossplane.io/v1, kind: Function, metadata: { name: ${name} }, spec: { package: "${image}" } }`;
  cases([
    {
      title: 'reports a function that is not among the installed ones',
      beside: fn('function-patch-and-transform'),
      finds: [
        "composition-pipeline-broken /spec/pipeline/1/functionRef/name is 'function-auto-ready', and no Function of that name is installed",
      ],
    },
    {
      title: 'accepts them where both are',
      beside: `${fn('function-patch-and-transform')}\n---\n${fn('function-auto-ready')}`,
      finds: [],
    },
    {
      title: 'does not take an input of the same group for that of patch-and-transform',
      behind:
        '- { step: f, functionRef: { name: function-cel-filter }, input: { apiVersion: pt.fn.crossplane.io/v1beta1, kind: Filters, filters: [] } }',
      finds: [],
    },
    {
      title: 'knows patch-and-transform by its input, under whatever name it is installed',
      patches: '[{ fromFieldPath: spec.siez, toFieldPath: spec.forProvider.identifier }]',
      name: 'platform-patches',
      finds: ['composition-path-unknown ~/patches/0/fromFieldPath'],
    },
    {
      title: 'warns of auto-ready before what it shall judge',
      before: AUTO_READY,
      behind: '',
      finds: [
        "(warning) composition-pipeline-broken /spec/pipeline/0 is function-auto-ready before step 'compose'",
      ],
    },
  ]);

  const conditional = (condition: string) =>
    `- { step: order, functionRef: { name: function-sequencer }, input: { apiVersion: sequencer.fn.crossplane.io/v1beta1, kind: Input, rules: [{ sequence: [instance, instance], condition: '${condition}' }] } }`;
  const sequencer = (sequence: string) =>
    `- { step: order, functionRef: { name: function-sequencer }, input: { apiVersion: sequencer.fn.crossplane.io/v1beta1, kind: Input, rules: [{ sequence: ${sequence} }] } }`;
  cases([
    {
      title: 'accept a sequence of what is composed',
      behind: sequencer('[instance, "inst.*"]'),
      finds: [],
    },
    {
      title: 'report a sequence that waits for what nobody composes',
      behind: sequencer('[instanze, instance]'),
      finds: [
        "composition-pipeline-broken /spec/pipeline/1/input/rules/0/sequence/0 is 'instanze', which no step before composes: instance waits for it for ever",
      ],
    },
    {
      title: 'say nothing of it where an unknown function may compose it',
      before: '- { step: mine, functionRef: { name: function-mine } }',
      behind: sequencer('[instanze, instance]'),
      finds: [],
    },
    {
      title: 'accept a condition in CEL that compiles',
      behind: conditional('has(observed.composite.resource.status.endpoint)'),
      finds: [],
    },
    {
      title: 'report a condition in CEL that does not compile',
      behind: conditional('observd.composite.resource.spec.ready'),
      finds: [
        "composition-input-invalid /spec/pipeline/1/input/rules/0/condition is refused by the function: cannot type-check CEL condition: ERROR: <input>:1:1: undeclared reference to 'observd'",
      ],
    },
    {
      title: 'report a condition that is neither true nor false',
      behind: conditional('size(observed.resources)'),
      finds: [
        'composition-input-invalid /spec/pipeline/1/input/rules/0/condition is refused by the function: CEL condition must return bool, got int',
      ],
    },
    {
      title: 'report an input that another function refuses',
      behind:
        '- { step: order, functionRef: { name: function-sequencer }, input: { rules: [{ sequenze: [] }] } }',
      finds: [
        "composition-input-invalid /spec/pipeline/1/input/rules/0 is refused by the function: has no field 'sequenze', did you mean 'sequence'?",
      ],
    },
  ]);

  const environment = (name: string) =>
    `- { step: env, functionRef: { name: function-environment-configs }, input: { spec: { environmentConfigs: [{ type: Reference, ref: { name: ${name} } }] } } }`;
  const config =
    '{ apiVersion: apiextensions.crossplane.io/v1beta1, kind: EnvironmentConfig, metadata: { name: aws }, data: { vpc: { id: x, size: 3 } } }';
  const fromEnvironment = (path: string, target = 'spec.forProvider.identifier') =>
    `[{ type: FromEnvironmentFieldPath, fromFieldPath: ${path}, toFieldPath: ${target} }]`;
  cases([
    {
      title: 'read an environment that is in view',
      before: environment('aws'),
      beside: config,
      patches: fromEnvironment('vpc.id'),
      finds: [],
    },
    {
      title: 'report what it does not have, and a value of another type',
      before: environment('aws'),
      beside: config,
      patches: fromEnvironment('vpc.ids').replace(']', `, ${fromEnvironment('vpc.size').slice(1)}`),
      finds: [
        'composition-path-unknown /spec/pipeline/1/input/resources/0/patches/0/fromFieldPath is vpc.ids of the environment',
        'composition-type-mismatch /spec/pipeline/1/input/resources/0/patches/1/toFieldPath vpc.size of the environment is a number',
      ],
    },
    {
      title: 'ask nothing of an environment that is not in view',
      before: environment('gcp'),
      beside: config,
      patches: fromEnvironment('vpc.ids'),
      finds: [],
    },
  ]);

  const documents = sample({});
  it('warns where the XRD is not in view', () => {
    const [, composition = ''] = documents.split('---');
    expectFindings(findingsIn(composition), [
      '(warning) composed-kind-unknown /spec/compositeTypeRef is Database of acme.io/v1',
    ]);
  });

  it('reports a version that is not referenceable', () => {
    expectFindings(
      findingsIn(documents.replace('apiVersion: acme.io/v1,', 'apiVersion: acme.io/v2,')),
      [
        'composition-pipeline-broken /spec/compositeTypeRef/apiVersion is acme.io/v2, no version of Database',
      ],
    );
  });

  it('reports a composition without a pipeline', () => {
    expectFindings(findingsIn(documents.replace('mode: Pipeline', 'resources: []')), [
      'composition-pipeline-broken /spec/resources composes without a pipeline',
    ]);
  });
});
