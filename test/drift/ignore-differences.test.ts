import { keyOf, ManifestSet, type Manifest } from '../../lib/core';
import { claimsOf, fights, ignoreDifferencesFor, type Claim } from '../../lib/drift';

const hpa = (target: object, namespace: string | undefined = 'shop', name = 'web'): Manifest => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name, ...(namespace === '' ? {} : { namespace }) },
  spec: { scaleTargetRef: target },
});
const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
const rule = (fields: object) => ({
  group: 'apps',
  kind: 'Deployment',
  name: 'web',
  namespace: 'shop',
  jsonPointers: ['/spec/replicas'],
  ...fields,
});
const crd = (path: string): Manifest => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'queues.acme.io' },
  spec: {
    group: 'acme.io',
    names: { kind: 'Queue' },
    versions: [
      { name: 'v1', subresources: { scale: { specReplicasPath: path } } },
      { name: 'v2', subresources: { scale: { specReplicasPath: '.spec.size' } } },
    ],
  },
});
const scaledObject = (target: object): Manifest => ({
  apiVersion: 'keda.sh/v1alpha1',
  kind: 'ScaledObject',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { scaleTargetRef: target },
});

const cases: { title: string; given: Manifest[]; gives: object[] }[] = [
  { title: 'gives nothing without a scaler', given: [], gives: [] },
  { title: 'fills the group and scopes by name', given: [hpa(deployment)], gives: [rule({})] },
  {
    title: 'states no namespace where the scaler states none',
    given: [hpa(deployment, '')],
    gives: [rule({ namespace: undefined })],
  },
  {
    title: 'reads every version of the autoscaler',
    given: ['v1', 'v2beta1', 'v2beta2'].map((version) => ({
      ...hpa({ ...deployment, name: version }),
      apiVersion: `autoscaling/${version}`,
    })),
    gives: ['v1', 'v2beta1', 'v2beta2'].map((name) => rule({ name })),
  },
  {
    title: 'takes a built-in kind without a version for the built-in one',
    given: [hpa({ kind: 'StatefulSet', name: 'db' })],
    gives: [rule({ kind: 'StatefulSet', name: 'db' })],
  },
  {
    title: 'knows the group of a Rollout',
    given: [hpa({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'web' })],
    gives: [rule({ group: 'argoproj.io', kind: 'Rollout' })],
  },
  {
    title: 'knows that Prometheus scales by shards',
    given: [hpa({ apiVersion: 'monitoring.coreos.com/v1', kind: 'Prometheus', name: 'web' })],
    gives: [
      rule({ group: 'monitoring.coreos.com', kind: 'Prometheus', jsonPointers: ['/spec/shards'] }),
    ],
  },
  {
    title: 'takes the Deployment for a KEDA target without a kind',
    given: [scaledObject({ name: 'web' })],
    gives: [rule({})],
  },
  {
    title: 'says a rule once for two scalers of one target',
    given: [hpa(deployment), scaledObject({ name: 'web' })],
    gives: [rule({})],
  },
  {
    title: 'reads the scale path of the version that the scaler names from a CRD in the set',
    given: [crd('.spec.workers'), hpa({ apiVersion: 'acme.io/v2', kind: 'Queue', name: 'q' })],
    gives: [rule({ group: 'acme.io', kind: 'Queue', name: 'q', jsonPointers: ['/spec/size'] })],
  },
  {
    title: 'says nothing of a kind whose scale path nobody knows',
    given: [hpa({ apiVersion: 'acme.io/v2', kind: 'Queue', name: 'q' })],
    gives: [],
  },
  {
    title: 'says nothing of a scaler without a target',
    given: [hpa({}), hpa({ kind: 'Deployment' }), { ...hpa({}), spec: 'none' }],
    gives: [],
  },
];

it.each(cases)('$title', ({ given, gives }) => {
  expect(ignoreDifferencesFor(ManifestSet.of(given))).toEqual(gives);
});

it('asks for the scale path of kinds that are not in the set', () => {
  const set = ManifestSet.of([hpa({ apiVersion: 'acme.io/v1', kind: 'Queue', name: 'q' })]);
  const facts = { scalePathOf: (version: string, kind: string) => `.spec.${version[0]}${kind}` };
  expect(ignoreDifferencesFor(set, facts)).toEqual([
    rule({ group: 'acme.io', kind: 'Queue', name: 'q', jsonPointers: ['/spec/aQueue'] }),
  ]);
});

it('sorts by group, kind, namespace and name whatever the order of the input', () => {
  const given = [
    hpa(deployment, 'b'),
    hpa({ ...deployment, name: 'api' }, 'b'),
    hpa({ ...deployment, kind: 'StatefulSet' }, 'a'),
    hpa(deployment, 'a'),
  ];
  const names = (all: Manifest[]) =>
    ignoreDifferencesFor(ManifestSet.of(all)).map((r) => `${r.kind}/${r.namespace}/${r.name}`);
  const expected = [
    'Deployment/a/web',
    'Deployment/b/api',
    'Deployment/b/web',
    'StatefulSet/a/web',
  ];
  expect(names(given)).toEqual(expected);
  expect(names([...given].reverse())).toEqual(expected);
});

describe('where an Application puts what has no namespace', () => {
  const web: Manifest = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: { replicas: 3 },
  };
  const claimsIn = (namespace: string, given: Manifest[]) => [
    ...claimsOf(ManifestSet.of(given), { namespaceOf: () => namespace }),
  ];

  it('finds the target there', () => {
    const [claim] = claimsIn('shop', [web, hpa(deployment)]);
    expect(claim).toMatchObject({ at: web, target: { namespace: 'shop' } });
    expect(claim && fights(claim)).toBe(true);
  });

  it('takes an object of another namespace for another one', () => {
    const [claim] = claimsIn('other', [web, hpa(deployment)]);
    expect(claim).toMatchObject({ target: { namespace: 'shop' } });
    expect(claim?.at).toBeUndefined();
  });
});

it.each<[string, Partial<Claim>, boolean]>([
  ['a field that is written', { pointer: '/spec/replicas', repair: { do: 'omit' } }, true],
  ['not a field that is left out', { pointer: '/spec/paused', repair: { do: 'omit' } }, false],
  [
    'one that is null, which takes it away',
    { pointer: '/spec/none', repair: { do: 'ignore' } },
    true,
  ],
  ['a missing default', { pointer: '/spec/x', repair: { do: 'write', value: 1 } }, true],
  [
    'not a default in place',
    { pointer: '/spec/replicas', repair: { do: 'write', value: 3 } },
    false,
  ],
  ['not under another way to compare', { repair: { do: 'remove' }, under: ['clientSide'] }, false],
])('fights over %s', (_, claim, expected) => {
  const at: Manifest = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web' },
    spec: { replicas: 3, none: null },
  };
  const whole = { target: keyOf(at), at, pointer: '', repair: { do: 'omit' }, ...claim } as Claim;
  expect(fights(whole, 'serverSideApply')).toBe(expected);
});
