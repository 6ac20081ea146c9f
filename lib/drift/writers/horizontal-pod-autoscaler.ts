import { scaleClaims, scaleTargetOf } from '../scalers';
import type { Writer } from '../writer';

/** Writes the scale subresource of its target, for all versions of the API. */
export const horizontalPodAutoscaler: Writer = {
  name: 'horizontal-pod-autoscaler',
  title: 'HorizontalPodAutoscaler',
  source: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
  fields: [
    {
      kinds: ['apps/Deployment', 'apps/StatefulSet', 'apps/ReplicaSet', 'argoproj.io/Rollout'],
      path: '/spec/replicas',
      manager: 'kube-controller-manager',
      repair: { clientSide: 'leave the field out, and keep a rule for it' },
      note: 'other kinds keep it where the scale subresource of their CRD says',
    },
  ],

  *claims(set, facts) {
    for (const by of set.ofKind('autoscaling', 'HorizontalPodAutoscaler')) {
      yield* scaleClaims(by, scaleTargetOf(by, {}, facts), set, facts);
    }
  },
};
