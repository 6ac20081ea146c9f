import { claimsIn, row } from '../rows';
import { isWritten } from '../values';
import type { Writer } from '../writer';

const RULES = row({
  kinds: ['rbac.authorization.k8s.io/ClusterRole'],
  at: '.rules',
  manager: 'clusterrole-aggregation-controller',
  claim: { do: 'omit' },
  repair: {
    clientSide:
      'leave the field out, an empty list too; or resource.compareoptions: ignoreAggregatedRoles: true in argocd-cm',
  },
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/',
});

/** Collects the rules of other roles into one with an `aggregationRule`. */
export const aggregatedClusterRole: Writer = {
  name: 'aggregated-cluster-role',
  title: 'Aggregation of ClusterRoles',
  source: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles',
  fields: [RULES],

  *claims(set) {
    for (const at of set.ofKind('rbac.authorization.k8s.io', 'ClusterRole')) {
      if (isWritten(at, '/aggregationRule')) yield* claimsIn(at, RULES);
    }
  },
};
