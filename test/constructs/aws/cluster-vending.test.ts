import { Chart, Testing } from 'cdk8s';
import { ApplicationSet, AppProject, clusters } from '../../../constructs';
import { ManifestSet, isManifest, valueAt } from '../../../lib/core';
import { expandFleet, type ClusterFacts } from '../../../lib/render';
import type { CompositeRendering } from '../../../lib/testing';
import { expectGolden, reviewed } from './golden';
import { deedOf } from './provider';
import { unresolved } from './selectors';
import { composedOf, nameOf, readiness } from './stages';
import {
  CLUSTER,
  CREATING,
  drained,
  FULL,
  known,
  POLICY,
  ready,
  rendered,
  ROLE,
  vending,
  xr,
} from './vending';

/** The cluster that the Secret of a stage registers, as Argo CD would read it. */
function registered({ composed }: CompositeRendering): readonly ClusterFacts[] {
  return composed
    .filter(({ kind }) => kind === 'Secret')
    .map((secret) => {
      const {
        name = '',
        server = '',
        project = '',
      } = secret['stringData'] as Partial<ClusterFacts>;
      const { labels = {}, annotations = {} } = secret.metadata;
      return { name, server, project, labels, annotations };
    });
}

/** The platform's stack, as a hub deploys it to whatever is registered. */
const stack = (() => {
  const chart = new Chart(Testing.app({ outdir: 'unused' }), 'hub');
  new AppProject(chart, 'platform', {
    sourceRepos: ['*'],
    destinations: [{ server: '*', namespace: '*' }],
    clusterResourceWhitelist: [{ group: '*', kind: '*' }],
  });
  new ApplicationSet(chart, 'platform-stack', {
    generators: clusters({
      matchLabels: {
        'aws.cdk8s-gitops.dev/managed': 'true',
        'aws.cdk8s-gitops.dev/environment': 'production',
      },
    }),
    template: (cluster) => ({
      metadata: { name: `${cluster.nameNormalized}-platform` },
      spec: {
        project: 'platform',
        source: { repoURL: 'https://github.com/acme/platform.git', path: 'stack' },
        destination: { server: cluster.server, namespace: 'platform' },
      },
    }),
  });
  return ManifestSet.of((Testing.synth(chart) as unknown[]).filter(isManifest));
})();

function applications(stage: CompositeRendering): readonly string[] {
  const { applications: made, diagnostics } = expandFleet(stack, { clusters: registered(stage) });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return made.map(
    (each) => `${each.metadata.name ?? ''} on ${String(valueAt(each, '/spec/destination/server'))}`,
  );
}

const DEPLOYED = ['eu-1-platform on https://ABC.gr7.eu-west-1.eks.amazonaws.com'];

test('nothing is deployed to a cluster before it has endpoint, access and nodes', () => {
  expect(rendered.map((stage) => [registered(stage).length, applications(stage)])).toEqual([
    ...Array.from({ length: rendered.length - 2 }, () => [0, []]),
    [1, DEPLOYED],
    [1, DEPLOYED],
  ]);
  expect(rendered.map(readiness).at(-1)).toBe('Available');
  for (const stage of rendered.slice(0, -1)) expect(readiness(stage)).not.toBe('Available');
});

test.each([
  { lacks: 'nodes', cluster: { ...CREATING, ...CLUSTER }, policy: POLICY },
  { lacks: 'access', cluster: { ...FULL, ...CLUSTER }, policy: CREATING },
  {
    lacks: 'an endpoint',
    cluster: { ...FULL, clusterName: 'eu-1', caData: 'Q0E=' },
    policy: POLICY,
  },
  {
    lacks: 'an authority',
    cluster: { ...FULL, clusterName: 'eu-1', endpoint: 'https://a' },
    policy: POLICY,
  },
])(
  'a cluster that lacks $lacks is not registered, however long it takes',
  ({ cluster, policy }) => {
    const others = { network: FULL, 'argocd-role': ROLE, 'argocd-access': FULL };
    let stage = vending.fresh(xr);
    for (let round = 0; round < 6; round += 1) {
      stage = vending.again(xr, stage, { ...others, cluster, 'argocd-access-policy': policy });
      expect(registered(stage)).toEqual([]);
      expect(readiness(stage)).not.toBe('Available');
    }
  },
);

test('a vended cluster is as reviewed; the Secret holds no credential', () => {
  expect(unresolved(ready.composed)).toEqual([]);
  expectGolden('cluster-vending.yaml', [
    ...reviewed([...rendered, vending.again(drained, ready, known)]),
  ]);
  const secret = composedOf(ready, 'cluster-secret');
  const { config = '' } = secret['stringData'] as { readonly config?: string };
  expect(JSON.parse(config)).toEqual({
    awsAuthConfig: {
      clusterName: 'eu-1',
      roleARN: 'arn:aws:iam::111122223333:role/eu-1-argocd',
    },
    tlsClientConfig: { insecure: false, caData: 'Q0E=' },
  });
});

test('a cluster that is drained loses its Applications while Argo CD can still reach it', () => {
  const draining = vending.again(drained, ready, known);
  expect(applications(draining)).toEqual([]);
  expect(registered(draining).map(({ server }) => server)).toEqual([
    'https://ABC.gr7.eu-west-1.eks.amazonaws.com',
  ]);
  const unchanged = ({ composed }: CompositeRendering) =>
    composed.filter((resource) => nameOf(resource) !== 'cluster-secret');
  expect(unchanged(draining)).toEqual(unchanged(ready));
  expect(applications(vending.again(xr, draining, known))).toEqual(DEPLOYED);
});

test('deletion takes the Secret first, then the cluster, then its network', () => {
  const uses = ready.composed
    .filter(({ kind }) => kind === 'Usage')
    .map((usage) => {
      const { of, by } = usage['spec'] as Record<string, { kind: string; resourceRef: object }>;
      return [usage.metadata.namespace, by?.kind, by?.resourceRef, of?.kind, of?.resourceRef];
    });
  expect(uses).toEqual([
    [
      'argocd',
      'Secret',
      { name: 'cluster-eu-1' },
      'EksCluster',
      { name: 'eu-1', namespace: 'fleet-system' },
    ],
    ['fleet-system', 'EksCluster', { name: 'eu-1' }, 'Network', { name: 'eu-1' }],
  ]);
  const named = (name: string) => composedOf(ready, name).metadata;
  expect([named('cluster').name, named('network').name]).toEqual(['eu-1', 'eu-1']);
  expect(named('cluster-secret')).toMatchObject({ name: 'cluster-eu-1', namespace: 'argocd' });
  const access = composedOf(ready, 'argocd-access');
  expect(deedOf(access, { inAws: true, deleted: true })).toBe('deletes');
});
