import { Chart, Testing } from 'cdk8s';
import { ApplicationSet, AppProject, clusters, ClusterVending } from '../../../constructs';
import { ManifestSet, isManifest, valueAt, type Manifest } from '../../../lib/core';
import { expandFleet, type ClusterFacts } from '../../../lib/render';
import type { CompositeRendering } from '../../../lib/testing';
import { expectGolden, reviewed } from './golden';
import { deedOf } from './provider';
import { unresolved } from './selectors';
import { composedOf, conditions, nameOf, readiness, stagesOf } from './stages';

const vending = stagesOf({
  definition: (scope) => ClusterVending.definition(scope),
  composition: (scope) =>
    ClusterVending.composition(scope, 'vending', {
      region: 'eu-west-1',
      argocd: { roleArns: ['arn:aws:iam::111122223333:role/argocd'], project: 'platform' },
      labels: { team: 'platform' },
    }),
});

const xr: Manifest = {
  apiVersion: 'aws.cdk8s-gitops.dev/v1alpha1',
  kind: 'ClusterVending',
  metadata: { name: 'eu-1', uid: 'f70ef0ce-2b73-5b7b-a497-0ba62f7c6f04' },
  spec: { environment: 'production', version: '1.34', cidr: '10.12.0.0/16' },
};
const drained = { ...xr, spec: { ...(xr['spec'] as object), drain: true } };

const FULL = conditions({ Synced: true, Ready: true });
const CREATING = conditions({ Synced: true, Ready: false });
const NETWORK = { ...FULL };
/** An EksCluster tells name and endpoint before its nodes have joined. */
const CLUSTER = {
  clusterName: 'eu-1',
  endpoint: 'https://ABC.gr7.eu-west-1.eks.amazonaws.com',
  caData: 'Q0E=',
  version: '1.34',
};
const ROLE = { ...FULL, atProvider: { arn: 'arn:aws:iam::111122223333:role/eu-1-argocd' } };
const POLICY = { ...FULL, atProvider: { associatedAt: '2026-11-28T01:02:03Z' } };

/** What exists after each stage; the next one is rendered on it. */
const HISTORY: readonly Readonly<Record<string, object>>[] = [
  { network: CREATING, cluster: CREATING, 'argocd-role': ROLE },
  { network: NETWORK, cluster: { ...CREATING, ...CLUSTER }, 'argocd-role': ROLE },
  { 'argocd-access': FULL, 'argocd-access-policy': CREATING, cluster: { ...CREATING, ...CLUSTER } },
  { 'argocd-access-policy': POLICY, cluster: { ...CREATING, ...CLUSTER } },
  { 'argocd-access-policy': POLICY, cluster: { ...FULL, ...CLUSTER } },
  { 'argocd-access-policy': POLICY, cluster: { ...FULL, ...CLUSTER } },
];

function stages(): readonly CompositeRendering[] {
  const known: Record<string, object> = {};
  const all = [vending.fresh(xr)];
  for (const happened of HISTORY) {
    Object.assign(known, happened);
    all.push(vending.again(xr, all.at(-1) as CompositeRendering, known));
  }
  return all;
}

const rendered = stages();
const ready = rendered.at(-1) as CompositeRendering;

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
    const known = { network: FULL, 'argocd-role': ROLE, 'argocd-access': FULL };
    let stage = vending.fresh(xr);
    for (let round = 0; round < 6; round += 1) {
      stage = vending.again(xr, stage, { ...known, cluster, 'argocd-access-policy': policy });
      expect(registered(stage)).toEqual([]);
      expect(readiness(stage)).not.toBe('Available');
    }
  },
);

test('a vended cluster is as reviewed; the Secret holds no credential', () => {
  expect(unresolved(ready.composed)).toEqual([]);
  const known = Object.assign({}, ...HISTORY) as Record<string, object>;
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
  const known = Object.assign({}, ...HISTORY) as Record<string, object>;
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

test('the API server refuses to delete what is not drained', () => {
  const chart = new Chart(Testing.app({ outdir: 'unused' }), 'platform');
  ClusterVending.definition(chart);
  const [policy] = (Testing.synth(chart) as Manifest[]).filter(
    ({ kind }) => kind === 'ValidatingAdmissionPolicy',
  );
  expect(policy?.['spec']).toMatchObject({
    matchConstraints: {
      resourceRules: [{ operations: ['DELETE'], resources: ['clustervendings'] }],
    },
    validations: [{ expression: 'has(oldObject.spec.drain) && oldObject.spec.drain' }],
  });
});
