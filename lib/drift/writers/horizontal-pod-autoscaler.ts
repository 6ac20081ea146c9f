import { scaleClaims, scaleTargetOf } from '../scalers';
import type { Writer } from '../writer';

/** Writes the scale subresource of its target, for all versions of the API. */
export const horizontalPodAutoscaler: Writer = {
  name: 'horizontal-pod-autoscaler',
  source: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',

  *claims(set, facts) {
    for (const by of set.ofKind('autoscaling', 'HorizontalPodAutoscaler')) {
      yield* scaleClaims(by, scaleTargetOf(by), set, facts);
    }
  },
};
