import { scalePathOf, scaleTargetOf } from '../../drift';
import { textAt } from '../applications';
import { driftFacts } from '../claims';
import { rule } from '../rule';

export const scaleTargetUnclear = rule({
  id: 'scale-target-unclear',
  category: 'drift',
  severity: 'warning',
  summary: 'An autoscaler names a kind whose scale path is known, with its API version.',
  hint: 'add the CRD of that kind to the input, or pass its folder with --crds',
  source: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',

  *check(set, context) {
    const facts = driftFacts(context);
    for (const at of set.ofKind('autoscaling', 'HorizontalPodAutoscaler')) {
      const pointer = '/spec/scaleTargetRef';
      const kind = textAt(at, `${pointer}/kind`);
      if (!kind || textAt(at, `${pointer}/apiVersion`)) continue;
      const message = `names ${kind} without apiVersion, so the autoscaler looks for it in the core group`;
      yield { at, pointer, message, hint: `write the apiVersion of ${kind}, such as apps/v1` };
    }
    const scalers = [
      ...set.ofKind('autoscaling', 'HorizontalPodAutoscaler'),
      ...set.ofKind('keda.sh', 'ScaledObject'),
    ];
    for (const at of scalers) {
      const target = scaleTargetOf(at, at.kind === 'ScaledObject' ? KEDA : {});
      if (!target || scalePathOf({ ...target, kind: target.key.kind }, set, facts)) continue;
      yield {
        at,
        pointer: '/spec/scaleTargetRef',
        message: `is ${target.apiVersion} ${target.key.kind}, of which nobody here knows the field that is scaled: no ignore rule is derived for it`,
      };
    }
  },
});

const KEDA = { apiVersion: 'apps/v1', kind: 'Deployment' };
