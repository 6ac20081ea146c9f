import type { Pointer } from '../../core';
import { LEAVE_OUT_AND_IGNORE } from '../repair-texts';
import { scaleClaims, scaleTargetOf } from '../scalers';
import type { Writer, WrittenField } from '../writer';

interface Kind {
  readonly group: string;
  readonly kind: string;
  readonly reference: Pointer;
  readonly source: string;
}

const KINDS: readonly Kind[] = [
  {
    group: 'autoscaling.gke.io',
    kind: 'MultidimPodAutoscaler',
    reference: '/spec/scaleTargetRef',
    source:
      'https://cloud.google.com/kubernetes-engine/docs/how-to/multidimensional-pod-autoscaling',
  },
  {
    group: 'datadoghq.com',
    kind: 'WatermarkPodAutoscaler',
    reference: '/spec/scaleTargetRef',
    source: 'https://github.com/DataDog/watermarkpodautoscaler',
  },
  {
    group: 'datadoghq.com',
    kind: 'DatadogPodAutoscaler',
    reference: '/spec/targetRef',
    source: 'https://docs.datadoghq.com/containers/autoscaling/',
  },
  {
    group: 'autoscaling.crane.io',
    kind: 'EffectiveHorizontalPodAutoscaler',
    reference: '/spec/scaleTargetRef',
    source: 'https://github.com/gocrane/crane',
  },
];

const fieldOf = ({ group, kind, source }: Kind): WrittenField => ({
  kinds: ['apps/Deployment', 'apps/StatefulSet', 'argoproj.io/Rollout'],
  path: '/spec/replicas',
  manager: 'the controller of the autoscaler',
  repair: LEAVE_OUT_AND_IGNORE,
  note: `the target of a ${group}/${kind}`,
  source,
});

/** Autoscalers that write the scale of their target as the built-in one does. */
export const otherAutoscalers: Writer = {
  name: 'other-autoscalers',
  title: 'Autoscalers of clouds and vendors',
  source: 'https://kubernetes.io/docs/concepts/workloads/autoscaling/',
  fields: KINDS.map(fieldOf),

  *claims(set, facts) {
    for (const one of KINDS) {
      for (const by of set.ofKind(one.group, one.kind)) {
        const target = scaleTargetOf(by, { at: one.reference }, facts);
        for (const claim of scaleClaims(by, target, set, facts)) {
          yield { ...claim, field: fieldOf(one) };
        }
      }
    }
  },
};
