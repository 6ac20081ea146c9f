import { keyOf, type ManifestSet } from '../../core';
import { policyMutations } from '../kyverno/policies';
import { IGNORE, IGNORE_WEBHOOK } from '../repair-texts';
import type { Claim, Strategy, Writer, WrittenField } from '../writer';

const APPLIED: WrittenField = {
  kinds: ['what the policy matches'],
  path: 'what its patches write',
  manager: 'the manager that applies',
  repair: IGNORE_WEBHOOK,
  note: 'read from patchStrategicMerge, patchesJson6902 and foreach, and from the CEL of MutatingPolicies, also on the templates of workloads; where conditions depend on more than the object, it says "may"',
};

const EXISTING: WrittenField = {
  kinds: ['the targets of the policy'],
  path: 'what its patches write',
  manager: 'kyverno-background-controller',
  repair: IGNORE,
  note: 'mutate.targets, and mutateExisting of a MutatingPolicy, change objects that exist already',
  source: 'https://kyverno.io/docs/policy-types/cluster-policy/mutate/#mutate-existing-resources',
};

const BY_WEBHOOK: readonly Strategy[] = ['clientSide', 'serverSideApply'];

/** Kyverno policies that change what is applied, as far as they say it. */
export const kyverno: Writer = {
  name: 'kyverno',
  title: 'Kyverno policies that mutate',
  source: 'https://kyverno.io/docs/policy-types/cluster-policy/mutate/',
  fields: [APPLIED, EXISTING],
  claims,
};

function* claims(set: ManifestSet): Generator<Claim> {
  for (const { by, at, pointer, jq, removes, inBackground, maybe } of policyMutations(set)) {
    yield {
      target: keyOf(at),
      at,
      pointer,
      ...(jq !== undefined && { jq }),
      by,
      repair: { do: removes ? 'omit' : 'ignore' },
      ...(!inBackground && { under: BY_WEBHOOK }),
      ...(maybe && { maybe }),
      field: inBackground ? EXISTING : APPLIED,
    };
  }
}
