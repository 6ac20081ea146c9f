import { ClusterVending } from '../../../constructs';
import type { Manifest } from '../../../lib/core';
import type { CompositeRendering } from '../../../lib/testing';
import { conditions, stagesOf } from './stages';

export const vending = stagesOf({
  definition: (scope) => ClusterVending.definition(scope),
  composition: (scope) =>
    ClusterVending.composition(scope, 'vending', {
      region: 'eu-west-1',
      argocd: { roleArns: ['arn:aws:iam::111122223333:role/argocd'], project: 'platform' },
      labels: { team: 'platform' },
    }),
});

/** An XR as somebody writes it. */
export const xr: Manifest = {
  apiVersion: 'aws.cdk8s-gitops.dev/v1alpha1',
  kind: 'ClusterVending',
  metadata: { name: 'eu-1', uid: 'f70ef0ce-2b73-5b7b-a497-0ba62f7c6f04' },
  spec: { environment: 'production', version: '1.34', cidr: '10.12.0.0/16' },
};
export const drained: Manifest = { ...xr, spec: { ...(xr['spec'] as object), drain: true } };

export const FULL = conditions({ Synced: true, Ready: true });
export const CREATING = conditions({ Synced: true, Ready: false });
const NETWORK = { ...FULL };
/** An EksCluster tells name and endpoint before its nodes have joined. */
export const CLUSTER = {
  clusterName: 'eu-1',
  endpoint: 'https://ABC.gr7.eu-west-1.eks.amazonaws.com',
  caData: 'Q0E=',
  version: '1.34',
};
export const ROLE = { ...FULL, atProvider: { arn: 'arn:aws:iam::111122223333:role/eu-1-argocd' } };
export const POLICY = { ...FULL, atProvider: { associatedAt: '2026-11-28T01:02:03Z' } };

/** What exists after each stage; the next one is rendered on it. */
const HISTORY: readonly Readonly<Record<string, object>>[] = [
  { network: CREATING, cluster: CREATING, 'argocd-role': ROLE },
  { network: NETWORK, cluster: { ...CREATING, ...CLUSTER }, 'argocd-role': ROLE },
  { 'argocd-access': FULL, 'argocd-access-policy': CREATING, cluster: { ...CREATING, ...CLUSTER } },
  { 'argocd-access-policy': POLICY, cluster: { ...CREATING, ...CLUSTER } },
  { 'argocd-access-policy': POLICY, cluster: { ...FULL, ...CLUSTER } },
  { 'argocd-access-policy': POLICY, cluster: { ...FULL, ...CLUSTER } },
];

/** The statuses of all when everything is done. */
export const known = Object.assign({}, ...HISTORY) as Readonly<Record<string, object>>;

function stages(): readonly CompositeRendering[] {
  const statuses: Record<string, object> = {};
  const all = [vending.fresh(xr)];
  for (const happened of HISTORY) {
    Object.assign(statuses, happened);
    all.push(vending.again(xr, all.at(-1) as CompositeRendering, statuses));
  }
  return all;
}

/** Every stage of a cluster from its XR to its registration. */
export const rendered = stages();
export const ready = rendered.at(-1) as CompositeRendering;
