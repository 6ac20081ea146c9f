import { scaleClaims, scaleTargetOf } from '../scalers';
import type { Writer } from '../writer';

/**
 * KEDA: makes an autoscaler for its target, and itself writes the scale from and to zero. A target
 * without a kind is a Deployment.
 */
export const scaledObject: Writer = {
  name: 'scaled-object',
  title: 'KEDA ScaledObject',
  source: 'https://keda.sh/docs/latest/reference/scaledobject-spec/',
  fields: [
    {
      kinds: ['apps/Deployment', 'apps/StatefulSet', 'argoproj.io/Rollout'],
      path: '/spec/replicas',
      manager: 'keda, kube-controller-manager',
      repair: { clientSide: 'leave the field out, and keep a rule for it' },
      note: 'KEDA writes from and to zero, the autoscaler that it makes writes the rest',
    },
  ],

  *claims(set, facts) {
    for (const by of set.ofKind('keda.sh', 'ScaledObject')) {
      const target = scaleTargetOf(by, { apiVersion: 'apps/v1', kind: 'Deployment' }, facts);
      yield* scaleClaims(by, target, set, facts);
    }
  },
};
