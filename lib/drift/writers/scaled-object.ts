import { keyOf, type Manifest, type ManifestSet } from '../../core';
import { REMOVE, LEAVE_OUT_AND_IGNORE, NOTHING } from '../repair-texts';
import { namespaceIn, scaleClaims, scaleTargetOf } from '../scalers';
import { textIn } from '../values';
import type { Claim, DriftFacts, Writer, WrittenField } from '../writer';

const SCALE: WrittenField = {
  kinds: ['apps/Deployment', 'apps/StatefulSet', 'argoproj.io/Rollout'],
  path: '/spec/replicas',
  manager: 'keda, kube-controller-manager',
  repair: LEAVE_OUT_AND_IGNORE,
  note: 'KEDA writes from and to zero, the autoscaler that it makes writes the rest',
};

const GENERATED: WrittenField = {
  kinds: ['autoscaling/HorizontalPodAutoscaler'],
  path: '',
  manager: 'keda',
  repair: REMOVE,
  note: 'KEDA makes keda-hpa-<name> (or horizontalPodAutoscalerConfig.name) and owns it',
  source: 'https://keda.sh/docs/latest/reference/scaledobject-spec/#horizontalpodautoscalerconfig',
};

/**
 * KEDA: makes an autoscaler for its target, and itself writes the scale from and to zero. A target
 * without a kind is a Deployment.
 */
export const scaledObject: Writer = {
  name: 'scaled-object',
  title: 'KEDA ScaledObject',
  source: 'https://keda.sh/docs/latest/reference/scaledobject-spec/',
  fields: [
    SCALE,
    GENERATED,
    {
      kinds: ['keda.sh/ScaledJob'],
      path: '/spec',
      manager: 'keda',
      repair: NOTHING,
      note: 'it makes Jobs of its own; nothing that Git holds is written',
    },
    {
      kinds: ['autoscaling/HorizontalPodAutoscaler'],
      path: '/metadata/labels',
      manager: 'keda',
      repair: {
        clientSide:
          'track by annotation, or exclude the label with scaledobject.keda.sh/hpa-excluded-labels',
      },
      note: 'labels are copied to the generated autoscaler; under label tracking it then counts as an object of the Application, to be pruned',
      source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/resource_tracking/',
    },
  ],

  *claims(set, facts) {
    for (const by of set.ofKind('keda.sh', 'ScaledObject')) {
      const target = scaleTargetOf(by, { apiVersion: 'apps/v1', kind: 'Deployment' }, facts);
      for (const claim of scaleClaims(by, target, set, facts)) yield { ...claim, field: SCALE };
      yield* generated(by, set, facts);
    }
  },
};

/** The autoscaler that KEDA makes, where Git holds it too; unless KEDA was told to adopt it. */
function* generated(by: Manifest, set: ManifestSet, facts?: DriftFacts): Generator<Claim> {
  if (by.metadata.annotations?.['scaledobject.keda.sh/transfer-hpa-ownership'] === 'true') return;
  const name = generatedName(by);
  for (const at of set.named('autoscaling', 'HorizontalPodAutoscaler', name)) {
    if (namespaceIn(at, facts) !== namespaceIn(by, facts)) continue;
    yield { target: keyOf(at), at, pointer: '', by, repair: { do: 'remove' }, field: GENERATED };
  }
}

function generatedName(by: Manifest): string {
  const given = textIn(by, '/spec/advanced/horizontalPodAutoscalerConfig/name');
  return given ?? `keda-hpa-${textIn(by, '/metadata/name') ?? ''}`;
}
