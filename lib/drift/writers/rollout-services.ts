import { servicesOf } from '../rollout';
import { claimsIn, row } from '../rows';
import { namespaceIn } from '../scalers';
import type { Writer } from '../writer';

const KEPT = 'leave it out, and a rule for the path with RespectIgnoreDifferences=true';
const TAKEN_WHOLE = ['serverSideApply', 'serverSideDiff'] as const;

const common = {
  kinds: ['Service'],
  at: '.spec.selector["rollouts-pod-template-hash"]',
  manager: 'rollouts-controller',
  repair: {
    clientSide: 'leave the field out',
    serverSideApply: KEPT,
    serverSideDiff: KEPT,
  },
  note: 'added to what the selector says; the server takes a selector whole, so that server-side apply and Replace=true lose it, and with it the Pods',
} as const;

const ROWS = [
  row({ ...common, claim: { do: 'omit' } }),
  row({ ...common, claim: { do: 'ignore' }, under: TAKEN_WHOLE, unwritten: TAKEN_WHOLE }),
];

/** Argo Rollouts, which points the Services of a Rollout to its versions. */
export const rolloutServices: Writer = {
  name: 'rollout-services',
  title: 'Argo Rollouts, selecting Pods',
  source: 'https://argo-rollouts.readthedocs.io/en/stable/features/bluegreen/',
  fields: ROWS,

  *claims(set, facts) {
    for (const by of set.ofKind('argoproj.io', 'Rollout')) {
      for (const name of servicesOf(by)) {
        for (const at of set.named('', 'Service', name)) {
          if (namespaceIn(at, facts) !== namespaceIn(by, facts)) continue;
          for (const one of ROWS) yield* claimsIn(at, one, by);
        }
      }
    }
  },
};
