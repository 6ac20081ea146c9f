import type { Manifest } from '../../core';
import { ownerOf } from '../../drift';
import { exposed, fightOf } from '../exposure';
import { rule } from '../rule';

export const kedaAutoscalerInGit = rule({
  id: 'keda-autoscaler-in-git',
  category: 'drift',
  number: 'DRIFT003',
  severity: 'error',
  summary: 'No manifest is of the autoscaler that KEDA makes for a ScaledObject.',
  hint: 'remove the autoscaler: the ScaledObject makes it, with the name keda-hpa-<ScaledObject>',
  source: 'https://keda.sh/docs/latest/concepts/scaling-deployments/',

  *check(set, context) {
    const reported = new Set<Manifest>();
    for (const one of exposed(context)) {
      const { at, claim } = one;
      if (claim.repair.do !== 'remove' || at.kind !== 'HorizontalPodAutoscaler') continue;
      reported.add(at);
      const message = `is in Git, but ${ownerOf(claim)} makes an autoscaler of this name and owns it`;
      yield { at, message, fight: fightOf(one) };
    }
    for (const at of set.ofKind('autoscaling', 'HorizontalPodAutoscaler')) {
      if (reported.has(at) || !isOwned(at)) continue;
      yield { at, message: 'is in Git, but was made by KEDA, which owns it' };
    }
  },
});

/** Whether it was copied from a cluster where KEDA had made it. */
function isOwned({ metadata }: Manifest): boolean {
  const { labels, ownerReferences } = metadata;
  if (labels?.['app.kubernetes.io/managed-by'] === 'keda-operator') return true;
  if (!Array.isArray(ownerReferences)) return false;
  return ownerReferences.some(
    (owner: unknown) => (owner as Manifest | null)?.kind === 'ScaledObject',
  );
}
