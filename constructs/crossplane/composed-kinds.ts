import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { groupOf } from '../../lib/core';
import type { KnownKind } from './kinds';

/** Core kinds and Deployments are in Crossplane's own role. */
const OWN: Readonly<Record<string, readonly string[]>> = {
  '': ['Secret', 'ConfigMap', 'Service', 'ServiceAccount'],
  apps: ['Deployment'],
};

/** Groups that Crossplane's RBAC manager covers: providers' and its own. */
const PROVIDED = /(?:^|\.)(?:crossplane\.io|upbound\.io)$/;

const VERBS = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];

/** The rights that Crossplane needs for composed kinds and has not by itself. */
export const ComposedKinds = {
  /**
   * Adds a ClusterRole named `crossplane-compose-<composition>` to `scope`, if any kind needs one.
   *   * @see https://docs.crossplane.io/latest/composition/compositions/#grant-access-to-composed-resources
   */
  allow(scope: Construct, kinds: readonly KnownKind[], composition: string): void {
    const byGroup = new Map<string, Set<string>>();
    for (const each of kinds) {
      const group = groupOf(each.apiVersion);
      if (each.isComposite || PROVIDED.test(group) || OWN[group]?.includes(each.kind)) continue;
      const plurals = byGroup.get(group) ?? new Set();
      byGroup.set(group, plurals.add(each.plural ?? `${each.kind.toLowerCase()}s`));
    }
    if (byGroup.size === 0) return;
    new ApiObject(scope, 'ComposedKinds', {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: {
        name: `crossplane-compose-${composition}`,
        labels: { 'rbac.crossplane.io/aggregate-to-crossplane': 'true' },
      },
      rules: [...byGroup].sort().map(([group, plurals]) => ({
        apiGroups: [group],
        resources: [...plurals].sort(),
        verbs: VERBS,
      })),
    });
  },
};
