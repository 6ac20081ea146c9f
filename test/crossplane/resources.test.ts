import { expectFindings, findingsIn, sample, type Sample } from './support';

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

const instance = (forProvider: string, more = '') =>
  `{ apiVersion: rds.aws.m.upbound.io/v1beta1, kind: Instance, ${more} spec: { forProvider: { ${forProvider} } } }`;
const FULL = 'region: eu-west-1, instanceClass: db.t4g.micro';

describe('bases', () => {
  cases([
    { title: 'accepts one that is complete', base: instance(FULL), finds: [] },
    {
      title: 'reports a field that the kind does not have, and a value of another type',
      base: instance(`${FULL}, engin: postgres, port: "1"`),
      finds: [
        'composed-resource-invalid ~/base/spec/forProvider/engin',
        'composed-resource-invalid ~/base/spec/forProvider/port',
      ],
    },
    {
      title: 'reports a required field that neither base nor a patch gives',
      base: instance('instanceClass: a'),
      finds: [
        'composed-resource-invalid ~/base/spec/forProvider/region is missing, and no patch gives it',
      ],
    },
    {
      title: 'reports what the provider requires by a rule, unless it creates nothing',
      base: instance('region: a'),
      finds: [
        'composed-resource-invalid ~/base/spec/forProvider/instanceClass is missing, which the provider refuses',
      ],
    },
    {
      title: 'asks nothing of what is observed only',
      base: '{ apiVersion: rds.aws.m.upbound.io/v1beta1, kind: Instance, spec: { managementPolicies: [Observe], forProvider: { region: a } } }',
      finds: [],
    },
    {
      title: 'takes initProvider for what the provider requires',
      base: '{ apiVersion: rds.aws.m.upbound.io/v1beta1, kind: Instance, spec: { forProvider: { region: a }, initProvider: { instanceClass: b } } }',
      finds: [],
    },
    {
      title: 'warns of a required field that an optional patch gives',
      base: instance('instanceClass: a'),
      patches: '[{ fromFieldPath: spec.size, toFieldPath: spec.forProvider.region }]',
      finds: [
        '(warning) composed-resource-invalid ~/patches/0 gives spec.forProvider.region, which the kind requires, only where spec.size is set',
      ],
    },
    {
      title: 'accepts it where the patch is required',
      base: instance('instanceClass: a'),
      patches:
        '[{ fromFieldPath: spec.size, toFieldPath: spec.forProvider.region, policy: { fromFieldPath: Required } }]',
      finds: [],
    },
    {
      title: 'accepts it where the XR always has the field',
      required: 'required: [size],',
      base: instance('instanceClass: a'),
      patches: '[{ fromFieldPath: spec.size, toFieldPath: spec.forProvider.region }]',
      finds: [],
    },
    {
      title: 'accepts it where the field has a default',
      spec: 'size: { type: string, default: a }',
      base: instance('instanceClass: a'),
      patches: '[{ fromFieldPath: spec.size, toFieldPath: spec.forProvider.region }]',
      finds: [],
    },
    {
      title: 'does not judge a value that a patch replaces',
      base: instance(`${FULL}, allocatedStorage: later`),
      patches: '[{ fromFieldPath: spec.storage, toFieldPath: spec.forProvider.allocatedStorage }]',
      finds: [],
    },
    {
      title: 'takes the whole from a patch of the whole',
      spec: 'p: { type: object, x-kubernetes-preserve-unknown-fields: true }',
      required: 'required: [p],',
      base: '{ apiVersion: rds.aws.m.upbound.io/v1beta1, kind: Instance, spec: {} }',
      patches: '[{ fromFieldPath: spec.p, toFieldPath: spec.forProvider }]',
      finds: [],
    },
    {
      title: 'reports a base without a kind, which ends the pipeline',
      base: '{ apiVersion: v1 }',
      finds: ['composed-resource-invalid ~/base is no object with apiVersion and kind'],
    },
    {
      title: 'warns of a kind whose schema is unknown',
      base: '{ apiVersion: acme.io/v1, kind: Thing }',
      finds: ['(warning) composed-kind-unknown ~/base/kind is Thing of acme.io/v1'],
    },
    {
      title: 'reports a version that the kind does not have',
      base: '{ apiVersion: rds.aws.m.upbound.io/v1beta2, kind: Instance, spec: {} }',
      finds: [
        'composed-kind-unknown ~/base/apiVersion is rds.aws.m.upbound.io/v1beta2, which has no Instance',
      ],
    },
    {
      title: 'reports a kind that the group does not have, with the one that is meant',
      base: '{ apiVersion: rds.aws.m.upbound.io/v1beta1, kind: Instanze, spec: {} }',
      finds: [
        'composed-kind-unknown ~/base/kind is Instanze, which rds.aws.m.upbound.io does not have',
      ],
    },
    {
      title: 'warns of a kind that none of the installed providers serves',
      beside:
        '{ apiVersion: pkg.crossplane.io/v1, kind: Provider, metadata: { name: s3 }, spec: { package: "xpkg.upbound.io/upbound/provider-aws-s3:v2" } }',
      finds: ['(warning) composed-kind-unknown ~/base/apiVersion is of rds.aws.m.upbound.io'],
    },
    {
      title: 'accepts a kind of an installed provider',
      beside:
        '{ apiVersion: pkg.crossplane.io/v1, kind: Provider, metadata: { name: rds }, spec: { package: "xpkg.upbound.io/upbound/provider-aws-rds:v2" } }',
      finds: [],
    },
  ]);
});

describe('scopes', () => {
  const bucket = (metadata = '') =>
    `{ apiVersion: s3.aws.m.upbound.io/v1beta1, kind: Bucket, ${metadata} spec: { forProvider: { region: a } } }`;
  const legacy =
    '{ apiVersion: s3.aws.upbound.io/v1beta2, kind: Bucket, spec: { forProvider: { region: a } } }';
  cases([
    { title: 'accepts a namespaced kind of a namespaced XR', base: bucket(), finds: [] },
    {
      title: 'reports a cluster-scoped kind of a namespaced XR',
      base: legacy,
      finds: [
        'composition-scope-broken ~/base/kind is Bucket, which is cluster-scoped: the namespaced Database cannot compose it',
      ],
    },
    { title: 'accepts it of a legacy XR', scope: 'LegacyCluster', base: legacy, finds: [] },
    {
      title: 'warns of a namespace that is not taken',
      base: bucket('metadata: { namespace: x },'),
      finds: ["(warning) composition-scope-broken ~/base/metadata/namespace is 'x'"],
    },
    {
      title: 'reports a namespaced kind without a namespace of a cluster-scoped XR',
      scope: 'Cluster',
      base: bucket(),
      finds: [
        "composition-scope-broken ~/base is Bucket 'instance', a namespaced kind, without a namespace",
      ],
    },
    {
      title: 'accepts one with it',
      scope: 'Cluster',
      base: bucket('metadata: { namespace: x },'),
      finds: [],
    },
    {
      title: 'accepts one whose namespace is patched',
      scope: 'Cluster',
      base: bucket(),
      patches: '[{ fromFieldPath: spec.size, toFieldPath: metadata.namespace }]',
      finds: [],
    },
    {
      title:
        'reads no namespace of a cluster-scoped XR: warns of a required field that waits for it',
      scope: 'Cluster',
      base: '{ apiVersion: s3.aws.m.upbound.io/v1beta1, kind: Bucket, metadata: { namespace: x }, spec: { forProvider: {} } }',
      patches: '[{ fromFieldPath: metadata.namespace, toFieldPath: spec.forProvider.region }]',
      finds: ['(warning) composed-resource-invalid ~/patches/0'],
    },
  ]);
});

describe('readiness', () => {
  const check = (text: string) => `readinessChecks: [${text}]`;
  const config =
    '{ apiVersion: aws.m.upbound.io/v1beta1, kind: ProviderConfig, spec: { credentials: { source: IRSA } } }';
  const secret = '{ apiVersion: v1, kind: Secret }';
  cases([
    {
      title: 'reports a kind that nobody gives a condition',
      base: config,
      finds: ['composition-never-ready ~ never becomes ready, nor the XR with it'],
    },
    { title: 'accepts it with None', base: config, more: check('{ type: None }'), finds: [] },
    { title: 'accepts a kind that auto-ready knows', base: secret, finds: [] },
    {
      title: 'reports that kind without auto-ready',
      base: secret,
      behind: '',
      finds: ['composition-never-ready ~ never becomes ready'],
    },
    {
      title: 'says nothing where an unknown function may say what is ready',
      base: secret,
      behind: '- { step: mine, functionRef: { name: function-mine } }',
      finds: [],
    },
    {
      title: 'warns of a check that auto-ready overrules',
      more: check('{ type: NonEmpty, fieldPath: status.atProvider.endpoint }'),
      finds: ["(warning) composition-never-ready ~/readinessChecks is overruled by step 'ready'"],
    },
    {
      title: 'warns of it more where auto-ready asks for nothing but that the object exists',
      base: secret,
      more: check('{ type: NonEmpty, fieldPath: data.password }'),
      finds: [
        "(warning) composition-never-ready ~/readinessChecks is overruled by step 'ready': while a check fails, function-auto-ready calls the resource ready as soon as it exists",
      ],
    },
    {
      title: 'accepts that check without auto-ready',
      more: check('{ type: NonEmpty, fieldPath: status.atProvider.endpoint }'),
      behind: '',
      finds: [],
    },
    {
      title: 'accepts the check of the condition Ready, which auto-ready makes as well',
      more: check('{ type: MatchCondition, matchCondition: { type: Ready, status: "True" } }'),
      finds: [],
    },
    {
      title: 'reports MatchInteger, which never passes',
      more: check('{ type: MatchInteger, fieldPath: status.atProvider.port, matchInteger: 1 }'),
      behind: '',
      finds: ['composition-never-ready ~/readinessChecks/0 never passes'],
    },
    {
      title: 'reports a check of another type than the field',
      more: check('{ type: MatchTrue, fieldPath: status.atProvider.endpoint }'),
      behind: '',
      finds: [
        'composition-never-ready ~/readinessChecks/0 never passes: status.atProvider.endpoint is a string',
      ],
    },
    {
      title: 'reports a check of a field that is not there',
      more: check('{ type: NonEmpty, fieldPath: status.atProvider.endpiont }'),
      behind: '',
      finds: [
        'composition-path-unknown ~/readinessChecks/0/fieldPath is status.atProvider.endpiont',
      ],
    },
    {
      title: 'reports a condition that is not said, at which the function crashes',
      more: check('{ type: MatchCondition }'),
      behind: '',
      finds: ['composition-never-ready ~/readinessChecks/0 has no matchCondition'],
    },
  ]);
});

describe('connection details', () => {
  const details = (text: string) => `connectionDetails: [${text}]`;
  cases([
    {
      title: 'reports a field that is not there',
      more: details('{ name: host, type: FromFieldPath, fromFieldPath: status.atProvider.hots }'),
      finds: [
        'composition-path-unknown ~/connectionDetails/0/fromFieldPath is status.atProvider.hots',
      ],
    },
    {
      title: 'reports keys of a Secret that the base does not ask for',
      more: details(
        '{ name: password, type: FromConnectionSecretKey, fromConnectionSecretKey: password }',
      ),
      finds: ['composition-path-unknown ~/connectionDetails reads keys of a connection Secret'],
    },
    {
      title: 'accepts them where the base asks for the Secret, or a patch does',
      base: '{ apiVersion: rds.aws.m.upbound.io/v1beta1, kind: Instance, spec: { writeConnectionSecretToRef: { name: x }, forProvider: { region: a, instanceClass: b } } }',
      more: details(
        '{ name: password, type: FromConnectionSecretKey, fromConnectionSecretKey: password }',
      ),
      finds: [],
    },
    {
      title: 'reports the Secret of a cluster-scoped XR that has no namespace to go to',
      scope: 'Cluster',
      base: instance(FULL, 'metadata: { namespace: x },'),
      more: details(
        '{ name: host, type: FromFieldPath, fromFieldPath: status.atProvider.endpoint }',
      ),
      finds: ['composition-scope-broken ~/connectionDetails go to a Secret without a namespace'],
    },
    {
      title: 'accepts it with a namespace',
      scope: 'Cluster',
      base: instance(FULL, 'metadata: { namespace: x },'),
      input: 'writeConnectionSecretToRef: { namespace: y }',
      more: details(
        '{ name: host, type: FromFieldPath, fromFieldPath: status.atProvider.endpoint }',
      ),
      finds: [],
    },
    {
      title: 'reports patches of that reference which the function refuses or does not read',
      input:
        'writeConnectionSecretToRef: { patches: [{ type: ToCompositeFieldPath, fromFieldPath: a }, { fromFieldPath: metadata.name, toFieldPath: nam }] }',
      finds: [
        'composition-input-invalid /spec/pipeline/0/input/writeConnectionSecretToRef/patches/0/type',
        'composition-path-unknown /spec/pipeline/0/input/writeConnectionSecretToRef/patches/1/toFieldPath',
      ],
    },
  ]);
});
