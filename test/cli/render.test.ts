import { render } from '../../lib/cli/commands/render';
import { parseInvocation } from '../../lib/cli/parse';
import { parseDocuments } from '../../lib/core';
import { memoryWorld } from '../support/memory-world';

const XR = `apiVersion: example.org/v1alpha1
kind: XBucket
metadata: { name: orders, namespace: team-a }
spec: { region: eu-west-1 }
`;
const COMPOSITION = `apiVersion: apiextensions.crossplane.io/v1
kind: Composition
metadata: { name: buckets }
spec:
  compositeTypeRef: { apiVersion: example.org/v1alpha1, kind: XBucket }
  mode: Pipeline
  pipeline:
  - step: compose
    functionRef: { name: function-patch-and-transform }
    input:
      apiVersion: pt.fn.crossplane.io/v1beta1
      kind: Resources
      resources:
      - name: bucket
        base: { apiVersion: s3.aws.m.upbound.io/v1beta1, kind: Bucket }
        patches:
        - { fromFieldPath: spec.region, toFieldPath: spec.forProvider.region }
        - { type: FromEnvironmentFieldPath, fromFieldPath: tier, toFieldPath: spec.forProvider.tags.tier }
        - { type: ToCompositeFieldPath, fromFieldPath: status.arn, toFieldPath: status.arn }
  - step: ready
    functionRef: { name: function-auto-ready }
`;
const FUNCTIONS = `apiVersion: pkg.crossplane.io/v1
kind: Function
metadata: { name: function-patch-and-transform }
spec: { package: xpkg.crossplane.io/crossplane-contrib/function-patch-and-transform:v0.10.8 }
---
apiVersion: pkg.crossplane.io/v1
kind: Function
metadata: { name: function-auto-ready }
spec: { package: xpkg.crossplane.io/crossplane-contrib/function-auto-ready:v0.7.0 }
`;
const OBSERVED = `apiVersion: s3.aws.m.upbound.io/v1beta1
kind: Bucket
metadata:
  name: orders-1
  namespace: team-a
  annotations: { crossplane.io/composition-resource-name: bucket }
status:
  arn: arn:aws:s3:::orders
  conditions: [{ type: Ready, status: "True", reason: Available, lastTransitionTime: "2026-01-01T00:00:00Z" }]
`;
const FILES = { 'xr.yaml': XR, 'c.yaml': COMPOSITION, 'f.yaml': FUNCTIONS, 'o/o.yaml': OBSERVED };

async function run(files: Readonly<Record<string, string>>, ...argv: string[]) {
  const world = memoryWorld({ ...FILES, ...files });
  const code = await render.run(parseInvocation(render, argv), world);
  const documents = parseDocuments(world.out.join('\n')).map(({ value }) => value);
  return { code, documents: documents as Record<string, unknown>[], told: world.err };
}
const ARGS = ['xr.yaml', 'c.yaml', 'f.yaml'];

it('prints the XR with its references and conditions, then what it composes', async () => {
  const { code, documents } = await run({}, ...ARGS);
  expect(code).toBe(0);
  const name = 'orders-b659bb0611e6';
  expect(documents).toEqual([
    {
      apiVersion: 'example.org/v1alpha1',
      kind: 'XBucket',
      metadata: { name: 'orders', namespace: 'team-a' },
      spec: {
        crossplane: {
          resourceRefs: [{ apiVersion: 's3.aws.m.upbound.io/v1beta1', kind: 'Bucket', name }],
        },
      },
      status: {
        conditions: [
          condition('Responsive', 'True', 'WatchCircuitClosed'),
          condition('Synced', 'True', 'ReconcileSuccess'),
          condition('Ready', 'False', 'Creating', 'Unready resources: bucket'),
        ],
      },
    },
    expect.objectContaining({
      kind: 'Bucket',
      metadata: expect.objectContaining({ name, namespace: 'team-a' }),
      spec: { forProvider: { region: 'eu-west-1' } },
    }),
  ]);
});

function condition(type: string, status: string, reason: string, message?: string) {
  const time = '2024-01-01T00:00:00Z';
  return { type, status, reason, lastTransitionTime: time, ...(message && { message }) };
}

describe('what the API server would refuse of composed resources', () => {
  it('is told beside what is printed, which stays as it is', async () => {
    const base = 'base: { apiVersion: s3.aws.m.upbound.io/v1beta1, kind: Bucket }';
    const other = base.replace(' }', ', spec: { forProvider: { tagz: {} } } }');
    const broken = COMPOSITION.replace(base, other).replace('spec.region,', 'spec.regoin,');
    const { code, documents, told } = await run({ 'c.yaml': broken }, ...ARGS);
    expect(code).toBe(0);
    expect(documents[1]).toHaveProperty('spec', { forProvider: { tagz: {} } });
    expect(told).toEqual([
      "warning: the API server would refuse Bucket bucket: /spec/forProvider/region is missing -> set 'region'",
      "warning: the API server would refuse Bucket bucket: /spec/forProvider/tagz is not a field of this kind -> did you mean 'tags'? write that",
    ]);
  });

  it('includes the rules of its kind', async () => {
    const base = 'kind: Bucket';
    const region = 'kind: Instance, spec: { forProvider: { region: eu-west-1 } }';
    const database = COMPOSITION.replace('s3.aws', 'rds.aws').replace(base, region);
    const { told } = await run({ 'c.yaml': database }, ...ARGS);
    expect(told).toEqual([
      expect.stringContaining(
        'refuse Instance bucket: /spec breaks a rule of its kind: spec.forProvider.instanceClass is a required parameter',
      ),
    ]);
  });

  it('is nothing of what is right', async () => {
    expect((await run({}, ...ARGS)).told).toEqual([]);
  });

  it('knows kinds that the given objects define', async () => {
    const crd = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: things.acme.io }
spec:
  group: acme.io
  scope: Namespaced
  names: { kind: Thing, plural: things }
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        properties: { spec: { type: object, properties: { size: { type: integer } } } }
`;
    const thing = 'base: { apiVersion: acme.io/v1, kind: Thing, spec: { size: large } }';
    const composition = COMPOSITION.replace(/base: .*/, thing).replace(
      / *patches:[^]*?- step/,
      '  - step',
    );
    const files = { 'c.yaml': composition, 'crd.yaml': crd };
    const { told } = await run(files, ...ARGS, '-e', 'crd.yaml');
    expect(told).toEqual([expect.stringContaining('refuse Thing bucket: /spec/size')]);
    expect((await run(files, ...ARGS)).told).toEqual([]);
  });
});

it('goes on from observed resources', async () => {
  const { documents } = await run({}, ...ARGS, '-o', 'o');
  const [xr, bucket] = documents;
  expect(xr).toHaveProperty('status.arn', 'arn:aws:s3:::orders');
  expect(xr).toHaveProperty('status.conditions.2.status', 'True');
  expect(bucket).toHaveProperty('metadata.name', 'orders-1');
});

it('seeds the context by value before file, and prints what is left of it', async () => {
  const key = 'apiextensions.crossplane.io/environment';
  const files = { 'env.yaml': 'tier: silver', 'other.json': '[1]' };
  const flags = [`--context-files=${key}=env.yaml`, '--context-files', 'other=other.json'];
  const { documents } = await run(
    files,
    ...ARGS,
    ...flags,
    '--context-values',
    `${key}={"tier": "gold"}`,
    '-c',
  );
  expect(documents[1]).toHaveProperty('spec.forProvider.tags.tier', 'gold');
  const environment = {
    apiVersion: 'internal.crossplane.io/v1alpha1',
    kind: 'Environment',
    tier: 'gold',
  };
  expect(documents[2]).toEqual({
    apiVersion: 'render.crossplane.io/v1beta1',
    kind: 'Context',
    fields: { [key]: environment, other: [1] },
  });
});

it('prints the whole XR and what happened, when asked', async () => {
  const { documents } = await run({}, ...ARGS, '-x', '-r');
  expect(documents[0]).toHaveProperty('spec.region', 'eu-west-1');
  expect(documents[0]).toHaveProperty('spec.crossplane.resourceRefs.0.kind', 'Bucket');
  expect(documents.slice(2)).toEqual([
    result('SelectComposition', 'Successfully selected composition: buckets'),
    result('ComposeResources', 'Composed resource "bucket" is not yet ready'),
  ]);
});

function result(reason: string, message: string) {
  const type = { apiVersion: 'render.crossplane.io/v1beta1', kind: 'Result' };
  return { ...type, severity: 'Normal', reason, message };
}

it('shows before 2.3 no names, no references and Ready alone', async () => {
  const { documents } = await run({}, ...ARGS, '--crossplane-version', 'v2.2.1', '-x');
  expect(documents[0]).toEqual({
    ...(parseDocuments(XR)[0]?.value as object),
    status: { conditions: [condition('Ready', 'False', 'Creating', 'Unready resources: bucket')] },
  });
  expect(documents[1]).toHaveProperty('metadata.generateName', 'orders-');
  expect(documents[1]).not.toHaveProperty('metadata.name');
  expect(documents[1]).toHaveProperty('metadata.ownerReferences.0.uid', '');
});

it('knows functions by their names where no file lists them', async () => {
  const { documents } = await run({}, 'xr.yaml', 'c.yaml');
  expect(documents).toHaveLength(2);
});

test.each([
  ['paused', 'annotations: { crossplane.io/paused: "true" }'],
  ['being deleted', 'deletionTimestamp: "2026-01-01T00:00:00Z", finalizers: [x]'],
])('prints no Context of an XR that is %s, since no function ran', async (_, field) => {
  const files = { 'xr.yaml': XR.replace('namespace:', `${field}, namespace:`) };
  const { documents } = await run(files, ...ARGS, '-c', '--context-values', 'a=1');
  expect(documents.map(({ kind }) => kind)).toEqual(['XBucket']);
});

const XRD = `apiVersion: apiextensions.crossplane.io/v2
kind: CompositeResourceDefinition
metadata: { name: xbuckets.example.org }
spec:
  group: example.org
  names: { kind: XBucket, plural: xbuckets }
  scope: Namespaced
  versions:
  - name: v1alpha1
    schema: { openAPIV3Schema: { properties: { spec: { properties: { region: { default: eu-north-1 } } } } } }
`;

it('finds the Composition and the XRD of the XR among other objects', async () => {
  const other = COMPOSITION.replace('kind: XBucket', 'kind: XQueue');
  const files = {
    'xr.yaml': XR.replace('spec: { region: eu-west-1 }', 'spec: {}'),
    'dist/all.yaml': [other, COMPOSITION, XRD].join('---\n'),
  };
  const { documents } = await run(files, 'xr.yaml', 'dist', '--xrd', 'dist/all.yaml');
  expect(documents[1]).toHaveProperty('spec.forProvider.region', 'eu-north-1');
});

const wrong = (from: string, to: string) => ({ 'c.yaml': COMPOSITION.replace(from, to) });

test.each([
  ['no XR', {}, ['nr.yaml', 'c.yaml'], "there is no file 'nr.yaml' for the XR"],
  [
    'XR without a name',
    { 'xr.yaml': XR.replace('name: orders, ', '') },
    ARGS,
    'xr.yaml:3: the XR has no metadata.name',
  ],
  [
    'two XRs',
    { 'xr.yaml': `${XR}---\n${XR}` },
    ARGS,
    'xr.yaml has 2 objects, where the XR alone is expected',
  ],
  [
    'YAML that is broken',
    { 'c.yaml': 'a: [1' },
    ARGS,
    /^c\.yaml:\d+: cannot read the Composition: /,
  ],
  [
    'no Composition',
    { 'c.yaml': XR },
    ARGS,
    'c.yaml:2: is a example.org/v1alpha1 XBucket, not a Composition',
  ],
  [
    'a Composition of another kind',
    wrong('kind: XBucket', 'kind: XQueue'),
    ARGS,
    'c.yaml:5: composes kind XQueue, but the XR in xr.yaml:1 is XBucket',
  ],
  [
    'another version',
    wrong('v1alpha1,', 'v1beta1,'),
    ARGS,
    'c.yaml:5: composes apiVersion example.org/v1beta1, but the XR in xr.yaml:1 is example.org/v1alpha1',
  ],
  [
    'a mode of old',
    wrong('Pipeline', 'Resources'),
    ARGS,
    'c.yaml:6: composes without a pipeline, which no version of crossplane render does',
  ],
  [
    'no pipeline',
    { 'c.yaml': COMPOSITION.replace(/  pipeline:[^]*/, '') },
    ARGS,
    'c.yaml:4: has no pipeline',
  ],
  [
    'a step twice',
    wrong('step: ready', 'step: compose'),
    ARGS,
    "c.yaml:20: step 'compose' stands in the pipeline twice",
  ],
  [
    'a step without a function',
    wrong('functionRef: { name: function-auto-ready }', 'x: 1'),
    ARGS,
    "c.yaml:20: step 'ready' names no function",
  ],
  [
    'a function that is not listed',
    wrong('function-auto-ready', 'function-auto-redy'),
    ARGS,
    /^c\.yaml:21: step 'ready' runs function 'function-auto-redy', which is not among the functions/,
  ],
  [
    'a function that does not run here',
    {
      'f.yaml': FUNCTIONS.replaceAll('function-auto-ready', 'function-kcl'),
      ...wrong('function-auto-ready', 'function-kcl'),
    },
    ARGS,
    /^c\.yaml:21: step 'ready' runs function 'function-kcl' \(xpkg.*\), which does not render in process/,
  ],
  [
    'no Function',
    { 'f.yaml': XR },
    ARGS,
    'f.yaml:2: is a example.org/v1alpha1 XBucket, not a Function',
  ],
  [
    'an XRD without a schema',
    { 'xrd.yaml': XRD.replace(/ {4}schema:.*\n/, '') },
    [...ARGS, '--xrd', 'xrd.yaml'],
    'xrd.yaml:9: has no schema.openAPIV3Schema, and Crossplane makes no CRD without',
  ],
  [
    'an XRD with an empty schema',
    { 'xrd.yaml': XRD.replace(/schema: .*/, 'schema: {}') },
    [...ARGS, '--xrd', 'xrd.yaml'],
    'xrd.yaml:9: has no schema.openAPIV3Schema',
  ],
  [
    'an XRD with another version that has no schema',
    { 'xrd.yaml': `${XRD}  - name: v1beta1\n` },
    [...ARGS, '--xrd', 'xrd.yaml'],
    'xrd.yaml:11: has no schema.openAPIV3Schema',
  ],
  [
    'a context without =',
    {},
    [...ARGS, '--context-values', 'x'],
    "--context-values takes key=value, not 'x'",
  ],
  [
    'a version that is none',
    {},
    [...ARGS, '--crossplane-version', 'x'],
    "--crossplane-version takes a version such as 2.3, not 'x'",
  ],
  [
    'what a function refuses',
    wrong('fromFieldPath: spec.region', 'fromField: spec.region'),
    ARGS,
    /pipeline step "compose" returned a fatal result: .*has no field 'fromField'/,
  ],
  [
    'what was observed elsewhere',
    { 'o/o.yaml': OBSERVED.replace('team-a', 'team-b') },
    [...ARGS, '-o', 'o'],
    'invalid observed resources: observed resource orders-1 is not in the same namespace as the XR',
  ],
])('refuses %s, and says where', async (_, files, argv, message) => {
  await expect(run(files as Record<string, string>, ...argv)).rejects.toThrow(message);
});
