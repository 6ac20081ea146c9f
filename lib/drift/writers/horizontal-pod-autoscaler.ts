import { LEAVE_OUT_AND_IGNORE } from '../repair-texts';
import { scaleClaims, scaleTargetOf } from '../scalers';
import type { Writer, WrittenField } from '../writer';

const SCALE: WrittenField = {
  kinds: ['apps/Deployment', 'apps/StatefulSet', 'apps/ReplicaSet', 'argoproj.io/Rollout'],
  path: '/spec/replicas',
  manager: 'kube-controller-manager',
  repair: LEAVE_OUT_AND_IGNORE,
  note: 'other kinds keep it where the scale subresource of their CRD says; dropping a field that is applied already scales to 1, so the rule comes first',
};

/** Writes the scale subresource of its target, for all versions of the API. */
export const horizontalPodAutoscaler: Writer = {
  name: 'horizontal-pod-autoscaler',
  title: 'HorizontalPodAutoscaler',
  source: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
  fields: [
    SCALE,
    {
      kinds: ['monitoring.coreos.com/Prometheus', 'monitoring.coreos.com/PrometheusAgent'],
      path: '/spec/shards',
      manager: 'kube-controller-manager',
      repair: LEAVE_OUT_AND_IGNORE,
      source: 'https://prometheus-operator.dev/docs/platform/storage/',
    },
    {
      kinds: ['postgresql.cnpg.io/Cluster'],
      path: '/spec/instances',
      manager: 'kube-controller-manager',
      repair: LEAVE_OUT_AND_IGNORE,
      source: 'https://cloudnative-pg.io/documentation/current/resource_management/',
    },
  ],

  *claims(set, facts) {
    for (const by of set.ofKind('autoscaling', 'HorizontalPodAutoscaler')) {
      const target = scaleTargetOf(by, {}, facts);
      for (const claim of scaleClaims(by, target, set, facts)) yield { ...claim, field: SCALE };
    }
  },
};
