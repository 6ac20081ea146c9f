import { join } from 'node:path';
import {
  expandFleet,
  lintApp,
  manifests,
  testApp,
  untilReady,
  type CompositeRendering,
} from 'cdk8s-gitops/testing';
import { fleetApp } from './app';

const appWith = (changes: Parameters<typeof fleetApp>[1] = {}) =>
  fleetApp(testApp({ releases: join(__dirname, 'releases.yaml') }), changes);

/** What AWS and the other compositions tell in the end. */
const PROVIDES = {
  cluster: {
    clusterName: 'eu-1',
    endpoint: 'https://ABC.gr7.eu-west-1.eks.amazonaws.com',
    caData: 'Q0E=',
  },
  'argocd-role': { atProvider: { arn: 'arn:aws:iam::111122223333:role/eu-1-argocd' } },
  'argocd-access-policy': { atProvider: { associatedAt: '2026-11-28T01:02:03Z' } },
};

/** What Crossplane makes of cluster eu-1, stage by stage. */
function stagesOf(
  app: ReturnType<typeof fleetApp>,
  required: readonly CompositeRendering['xr'][] = [],
): readonly CompositeRendering[] {
  const all = manifests(app);
  const named = (kind: string, name: string) => {
    const found = all.find((each) => each.kind === kind && each.metadata.name === name);
    if (!found) throw new Error(`no ${kind} '${name}'`);
    return found;
  };
  return untilReady(named('Composition', 'cluster-vending'), named('ClusterVending', 'eu-1'), {
    definition: named('CompositeResourceDefinition', 'clustervendings.aws.cdk8s-gitops.dev'),
    provides: PROVIDES,
    required,
  });
}

interface Status {
  readonly status: {
    readonly conditions: readonly { readonly type: string; readonly status: string }[];
    readonly drain?: object;
  };
}

/** What the hub deploys where, given the cluster Secrets of a stage. */
function deployed(app: ReturnType<typeof fleetApp>, { composed }: CompositeRendering) {
  const clusters = composed
    .filter(({ kind }) => kind === 'Secret')
    .map((secret) => {
      const { name = '', server = '' } = secret['stringData'] as Record<string, string>;
      return { name, server, labels: secret.metadata.labels ?? {}, annotations: {}, project: '' };
    });
  const fleet = expandFleet(app, { clusters, repositories: {} });
  return Object.fromEntries(
    Object.entries(fleet).map(([cluster, applications]) => [cluster, Object.keys(applications)]),
  );
}

const HUB = { 'in-cluster': ['control-plane', 'hub'] };

it('has no findings', () => {
  expect(lintApp(appWith())).toEqual([]);
});

it('deploys the platform stack once the cluster is usable, and not before', () => {
  const app = appWith();
  const stages = stagesOf(app).map((stage) => deployed(app, stage));
  expect(stages.length).toBeGreaterThan(3);
  for (const early of stages.slice(0, -2)) expect(early).toEqual(HUB);
  expect(stages.at(-1)).toEqual({ ...HUB, 'eu-1': ['eu-1-platform-stack'] });
});

const DRAINING = { 'eu-1': { cidr: '10.12.0.0/16', version: '1.34', drain: true } };

it('takes the platform stack off a cluster that is drained', () => {
  const app = appWith(DRAINING);
  const last = stagesOf(app).at(-1) as CompositeRendering;
  expect(last.composed.filter(({ kind }) => kind === 'Secret')).toHaveLength(1);
  expect(deployed(app, last)).toEqual(HUB);
});

it('calls a cluster drained once the platform stack is gone from it, and not before', () => {
  const drained = (applications: readonly string[]) => {
    const required = applications.map((name) => ({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      metadata: { name, namespace: 'argocd' },
      spec: { destination: { server: PROVIDES.cluster.endpoint } },
    }));
    const { status } = stagesOf(appWith(DRAINING), required).at(-1)?.xr as Partial<Status>;
    const { conditions, drain } = status ?? { conditions: [] };
    return [conditions.find(({ type }) => type === 'Drained')?.status, drain];
  };
  expect(drained(['eu-1-platform-stack'])).toEqual([
    'False',
    { applications: 1, waitingFor: ['argocd/eu-1-platform-stack'] },
  ]);
  expect(drained([])).toEqual(['True', { applications: 0, waitingFor: [] }]);
});
