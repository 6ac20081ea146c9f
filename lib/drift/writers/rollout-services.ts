import { LEAVE_OUT } from '../repair-texts';
import { servicesOf } from '../rollout';
import { claimsIn, row } from '../rows';
import { namespaceIn } from '../scalers';
import type { Writer } from '../writer';

const HASH = row({
  kinds: ['Service'],
  at: '.spec.selector["rollouts-pod-template-hash"]',
  manager: 'rollouts-controller',
  claim: { do: 'omit' },
  repair: LEAVE_OUT,
  note: 'added to what the selector says; a Service with Replace=true loses it, and its Pods',
});

/** Argo Rollouts, which points the Services of a Rollout to its versions. */
export const rolloutServices: Writer = {
  name: 'rollout-services',
  title: 'Argo Rollouts, selecting Pods',
  source: 'https://argo-rollouts.readthedocs.io/en/stable/features/bluegreen/',
  fields: [HASH],

  *claims(set, facts) {
    for (const by of set.ofKind('argoproj.io', 'Rollout')) {
      for (const name of servicesOf(by)) {
        for (const at of set.named('', 'Service', name)) {
          if (namespaceIn(at, facts) === namespaceIn(by, facts)) yield* claimsIn(at, HASH, by);
        }
      }
    }
  },
};
