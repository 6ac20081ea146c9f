import type { IgnoreDifference, Manifest } from '../../../lib/core';

export const RESPECT = 'RespectIgnoreDifferences=true';
export const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

export const deployment = (spec: object = {}, annotations?: Record<string, string>): Manifest => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop', ...(annotations ? { annotations } : {}) },
  spec: {
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: { containers: [{ name: 'web', image: 'web:1' }] },
    },
    ...spec,
  },
});

export const rollout = (containers: object[]): Manifest => ({
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Rollout',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { replicas: 2, template: { spec: { containers } } },
});

export interface AppProps {
  readonly rules?: readonly IgnoreDifference[];
  readonly options?: readonly string[];
  readonly compare?: string;
  readonly selfHeal?: boolean;
}

export const app = ({ rules = [], options = [], compare, selfHeal = false }: AppProps = {}) => ({
  metadata: { annotations: compare ? { 'argocd.argoproj.io/compare-options': compare } : {} },
  spec: {
    destination: { namespace: 'shop' },
    ignoreDifferences: rules,
    syncPolicy: { syncOptions: options, automated: { selfHeal } },
  },
});

export const replicasRule = { group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replicas'] };
export const imageRule = (kind: string, group: string) => ({
  group,
  kind,
  jqPathExpressions: ['.spec.template.spec.containers[] | select(.name == "web").image'],
});

/** The object as the cluster has it once it was applied as `applied`, and somebody changed it. */
export const liveOf = (
  applied: Manifest,
  change: (spec: Record<string, unknown>) => void = () => undefined,
) => {
  const live = structuredClone(applied) as unknown as {
    metadata: { annotations?: Record<string, string> };
    spec: Record<string, unknown>;
  };
  change(live.spec);
  live.metadata.annotations = {
    ...live.metadata.annotations,
    [LAST_APPLIED]: JSON.stringify(applied),
  };
  return live as unknown as Manifest;
};

export function withManagers(
  live: Manifest,
  [operation, fieldsV1]: [string, object],
  scaled: boolean,
): Manifest {
  const scaler = { manager: 'kube-controller-manager', operation: 'Update', subresource: 'scale' };
  const managedFields = [
    { manager: 'argocd-controller', operation, apiVersion: 'apps/v1', fieldsV1 },
    ...(scaled ? [{ ...scaler, fieldsV1: { 'f:spec': { 'f:replicas': {} } } }] : []),
  ];
  return { ...live, metadata: { ...live.metadata, managedFields } };
}

export function cpu(value: string): Manifest {
  const containers = [{ name: 'web', image: 'web:1', resources: { requests: { cpu: value } } }];
  return deployment({ template: { metadata: { labels: { app: 'web' } }, spec: { containers } } });
}

export function secretOf(fields: object): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 's', namespace: 'shop' },
    ...fields,
  };
}

export function role(rules: unknown): Manifest {
  return {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'r' },
    rules,
  };
}
