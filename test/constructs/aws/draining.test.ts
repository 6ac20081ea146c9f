import { Chart, Testing } from 'cdk8s';
import { ClusterVending } from '../../../constructs';
import { valueAt, type Manifest } from '../../../lib/core';
import { compileExpression } from '../../../lib/schema/cel/expression';
import { jsonValue } from '../../../lib/schema/cel/json-value';
import { kubernetesEnvironment } from '../../../lib/schema/cel/kubernetes';
import { DYN } from '../../../lib/schema/cel/types';
import type { CompositeRendering } from '../../../lib/testing';
import { composedOf, conditions, readiness, stagesOf } from './stages';
import { drained as draining, known, ready, rendered, vending, xr } from './vending';

const SERVER = 'https://ABC.gr7.eu-west-1.eks.amazonaws.com';

/** An Application, by where it goes. */
function application(
  name: string,
  destination: object,
  labels = {},
  namespace = 'argocd',
): Manifest {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name, namespace, labels },
    spec: { project: 'platform', destination },
  };
}

const there = (name: string, namespace?: string) =>
  application(name, { server: SERVER, namespace: 'apps' }, {}, namespace);

const ELSEWHERE = [
  application('hub', { server: 'https://kubernetes.default.svc' }),
  application('other-server', { server: 'https://XYZ.gr7.eu-west-1.eks.amazonaws.com' }),
  application('other-name', { name: 'eu-10' }),
  application('nowhere', {}),
];

const withGeneration = (of: Manifest, generation: number): Manifest => ({
  ...of,
  metadata: { ...of.metadata, generation } as Manifest['metadata'],
});

/** The round in which the label of the Secret turns, and the one after it. */
const announced = vending.again(draining, ready, known);
const count = (required: readonly Manifest[], as = draining, before = announced) =>
  vending.again(as, before, known, required);

function told({ xr: of }: CompositeRendering) {
  const all = valueAt(of, '/status/conditions') as readonly Record<string, string>[];
  const found = all.filter(({ type }) => type === 'Drained');
  expect(found).toHaveLength(1);
  const [{ status, reason, message } = {}] = found;
  const drain: unknown = valueAt(of, '/status/drain');
  return { said: [status, reason, message].filter(Boolean).join(' '), drain };
}

test('a cluster that is in use asks for no Application, at no stage', () => {
  for (const stage of rendered) {
    expect(told(stage)).toEqual({ said: 'False NotDraining', drain: undefined });
  }
  // One that is there would be counted if it had been asked for.
  expect(told(vending.again(xr, ready, known, [there('a')])).drain).toBeUndefined();
});

test('no Application is asked for before the Secret has lost its label', () => {
  const first = vending.again(draining, ready, known, [there('a')]);
  expect(told(first)).toEqual({
    said: 'False Announcing the label aws.cdk8s-gitops.dev/managed of the Secret is about to become false',
    drain: undefined,
  });
  const { labels = {} } = composedOf(first, 'cluster-secret').metadata;
  expect(labels['aws.cdk8s-gitops.dev/managed']).toBe('false');
});

test.each([
  {
    title: 'three by server, name and a slash too many',
    left: [
      there('b'),
      application('c', { name: 'eu-1' }),
      application('a', { server: `${SERVER}/` }),
    ],
    said: 'False ApplicationsLeft 3 left: argocd/a, argocd/b, argocd/c',
    drain: { applications: 3, waitingFor: ['argocd/a', 'argocd/b', 'argocd/c'] },
  },
  {
    title: 'those of other namespaces',
    left: [there('a', 'team'), there('a')],
    said: 'False ApplicationsLeft 2 left: argocd/a, team/a',
    drain: { applications: 2, waitingFor: ['argocd/a', 'team/a'] },
  },
  {
    title: 'the first five of many',
    left: ['f', 'e', 'd', 'c', 'b', 'a'].map((name) => there(name)),
    said: 'False ApplicationsLeft 6 left: argocd/a, argocd/b, argocd/c, argocd/d, argocd/e, …',
    drain: {
      applications: 6,
      waitingFor: ['a', 'b', 'c', 'd', 'e'].map((name) => `argocd/${name}`),
    },
  },
  {
    title: 'none',
    left: [],
    said: 'True NoApplicationLeft',
    drain: { applications: 0, waitingFor: [] },
  },
])('what is left is told: $title', ({ left, said, drain }) => {
  const stage = count([...left, ...ELSEWHERE]);
  expect(told(stage)).toEqual({ said, drain });
  // The Secret and the readiness of the XR are what they were.
  expect(composedOf(stage, 'cluster-secret')).toEqual(composedOf(announced, 'cluster-secret'));
  expect(readiness(stage)).toBe('Available');
});

test('a cluster that is put back forgets that it was drained', () => {
  const back = vending.again(xr, count([]), known);
  expect(told(back)).toEqual({ said: 'False NotDraining', drain: undefined });
  const { labels = {} } = composedOf(back, 'cluster-secret').metadata;
  expect(labels['aws.cdk8s-gitops.dev/managed']).toBe('true');
  expect(told(vending.again(draining, back, known)).said).toContain('Announcing');
});

test('one that drains is not ready where something of it is not', () => {
  const cluster = { ...known['cluster'], ...conditions({ Synced: true, Ready: false }) };
  const stage = vending.again(draining, announced, { ...known, cluster });
  expect(readiness(stage)).toBe('Creating: Unready resources: cluster');
  expect(told(stage).said).toBe('True NoApplicationLeft');
});

test('one that was never registered is drained at once, and the XR not ready', () => {
  const fresh = vending.fresh(draining);
  expect(told(fresh).said).toBe('True NoApplicationLeft');
  expect(readiness(fresh)).toBe('Creating');
  expect(told(vending.fresh(draining, [application('c', { name: 'eu-1' })])).drain).toEqual({
    applications: 1,
    waitingFor: ['argocd/c'],
  });
});

test('with a label of the cluster only those that have it are read', () => {
  const labelled = stagesOf({
    definition: (scope) => ClusterVending.definition(scope),
    composition: (scope) =>
      ClusterVending.composition(scope, 'vending', {
        region: 'eu-west-1',
        argocd: { roleArns: ['arn:aws:iam::111122223333:role/argocd'], clusterLabel: 'acme.io/in' },
      }),
  });
  const stage = labelled.again(draining, announced, known, [
    application('mine', { server: SERVER }, { 'acme.io/in': 'eu-1' }),
    application('theirs', { server: SERVER }, { 'acme.io/in': 'eu-2' }),
    there('unlabelled'),
  ]);
  expect(told(stage).drain).toEqual({ applications: 1, waitingFor: ['argocd/mine'] });
});

const shipped = (() => {
  const chart = new Chart(Testing.app({ outdir: 'unused' }), 'platform');
  ClusterVending.definition(chart);
  ClusterVending.composition(chart, 'vending', {
    region: 'eu-west-1',
    argocd: { roleArns: ['arn:aws:iam::111122223333:role/argocd'] },
  });
  return Testing.synth(chart) as readonly Manifest[];
})();

test('Crossplane may read Applications, and not change them', () => {
  const role = shipped.find(({ kind }) => kind === 'ClusterRole');
  expect(role?.metadata.labels).toEqual({ 'rbac.crossplane.io/aggregate-to-crossplane': 'true' });
  expect(role?.['rules']).toEqual([
    { apiGroups: ['argoproj.io'], resources: ['applications'], verbs: ['get', 'list', 'watch'] },
  ]);
});

describe('the API server', () => {
  const policy = shipped.find(({ kind }) => kind === 'ValidatingAdmissionPolicy');
  const expression = valueAt(policy as Manifest, '/spec/validations/0/expression');
  const rule = compileExpression(String(expression), kubernetesEnvironment({ oldObject: DYN }));
  if (!('evaluate' in rule)) throw new Error(JSON.stringify(rule));
  const admits = (oldObject: Manifest) => rule.evaluate(jsonValue(oldObject as never));
  /** As it stands in the cluster: the XR as it was written, with what was rendered of it. */
  const standing = (as: Manifest, stage: CompositeRendering): Manifest => ({
    ...as,
    status: stage.xr['status'],
  });
  const at = (generation: number) => withGeneration(draining, generation);
  const emptied = count([], at(7));

  it.each([
    { title: 'lets one go that is drained', given: standing(at(7), emptied), admitted: true },
    { title: 'keeps one that is in use', given: standing(xr, ready), admitted: false },
    { title: 'keeps one that is new', given: xr, admitted: false },
    { title: 'keeps one that is told to drain', given: standing(at(7), ready), admitted: false },
    {
      title: 'keeps one with Applications left',
      given: standing(at(7), count([there('a')], at(7))),
      admitted: false,
    },
    {
      title: 'keeps one that was put back',
      given: standing(withGeneration(xr, 8), emptied),
      admitted: false,
    },
    {
      title: 'keeps one that was put back and is to be drained anew',
      given: standing(at(9), emptied),
      admitted: false,
    },
    {
      title: 'keeps one whose pipeline fails now',
      given: {
        ...at(7),
        status: {
          ...(emptied.xr['status'] as object),
          conditions: [{ type: 'Drained', status: 'Unknown', reason: 'FatalError' }],
        },
      },
      admitted: false,
    },
    {
      title: 'keeps one of which count and condition differ',
      given: {
        ...at(7),
        status: {
          ...(emptied.xr['status'] as object),
          drain: { applications: 1, waitingFor: ['argocd/a'], observedGeneration: 7 },
        },
      },
      admitted: false,
    },
    {
      title: 'lets one go that somebody gives up by name',
      given: {
        ...xr,
        metadata: { ...xr.metadata, annotations: { 'aws.cdk8s-gitops.dev/abandon': 'eu-1' } },
      },
      admitted: true,
    },
    {
      title: 'keeps one that is given up by another name',
      given: {
        ...xr,
        metadata: { ...xr.metadata, annotations: { 'aws.cdk8s-gitops.dev/abandon': 'true' } },
      },
      admitted: false,
    },
  ])('$title', ({ given, admitted }) => {
    expect(admits(given)).toBe(admitted);
  });

  it('is asked for each deletion, and fails closed', () => {
    expect(policy?.['spec']).toMatchObject({
      failurePolicy: 'Fail',
      matchConstraints: {
        resourceRules: [{ operations: ['DELETE'], resources: ['clustervendings'] }],
      },
    });
  });
});
