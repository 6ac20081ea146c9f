import { keyOf } from '../../core';
import { mutationsOf } from '../kyverno/rules';
import { IGNORE, IGNORE_WEBHOOK } from '../repair-texts';
import type { Strategy, Writer, WrittenField } from '../writer';

const APPLIED: WrittenField = {
  kinds: ['what the policy matches'],
  path: 'what its patches write',
  manager: 'the manager that applies',
  repair: IGNORE_WEBHOOK,
  note: 'read from patchStrategicMerge, patchesJson6902 and foreach, also on the templates of workloads; a rule with conditions on anything but the operation is left aside, and so are MutatingPolicies in CEL',
};

const EXISTING: WrittenField = {
  kinds: ['the targets of the policy'],
  path: 'what its patches write',
  manager: 'kyverno-background-controller',
  repair: IGNORE,
  note: 'mutate.targets changes objects that exist already',
  source: 'https://kyverno.io/docs/policy-types/cluster-policy/mutate/#mutate-existing-resources',
};

const BY_WEBHOOK: readonly Strategy[] = ['clientSide', 'serverSideApply'];

/** Kyverno policies that change what is applied, as far as they say it. */
export const kyverno: Writer = {
  name: 'kyverno',
  title: 'Kyverno policies that mutate',
  source: 'https://kyverno.io/docs/policy-types/cluster-policy/mutate/',
  fields: [APPLIED, EXISTING],

  *claims(set) {
    for (const kind of ['ClusterPolicy', 'Policy']) {
      for (const by of set.ofKind('kyverno.io', kind)) {
        for (const { at, pointer, jq, removes, inBackground } of mutationsOf(by, set)) {
          yield {
            target: keyOf(at),
            at,
            pointer,
            ...(jq !== undefined && { jq }),
            by,
            repair: { do: removes ? 'omit' : 'ignore' },
            ...(!inBackground && { under: BY_WEBHOOK }),
            field: inBackground ? EXISTING : APPLIED,
          };
        }
      }
    }
  },
};
