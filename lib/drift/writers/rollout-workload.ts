import { LEAVE_OUT_AND_IGNORE } from '../repair-texts';
import { scaleClaims, scaleTargetOf } from '../scalers';
import { textIn } from '../values';
import type { Writer, WrittenField } from '../writer';

const SCALE: WrittenField = {
  kinds: ['apps/Deployment'],
  path: '/spec/replicas',
  manager: 'rollouts-controller',
  repair: LEAVE_OUT_AND_IGNORE,
  note: 'scaled to 0 once the Rollout that refers to it is healthy; not with scaleDown: never',
};

/** Argo Rollouts, which scales down the Deployment that a Rollout takes its template from. */
export const rolloutWorkload: Writer = {
  name: 'rollout-workload',
  title: 'Argo Rollouts, scaling down a workloadRef',
  source: 'https://argo-rollouts.readthedocs.io/en/stable/migrating/',
  fields: [SCALE],

  *claims(set, facts) {
    for (const by of set.ofKind('argoproj.io', 'Rollout')) {
      const scaleDown = textIn(by, '/spec/workloadRef/scaleDown') ?? 'never';
      if (scaleDown === 'never') continue;
      const target = scaleTargetOf(by, { at: '/spec/workloadRef' }, facts);
      for (const claim of scaleClaims(by, target, set, facts)) yield { ...claim, field: SCALE };
    }
  },
};
