import { unreadMutations } from '../../drift/kyverno/policies';
import { rule } from '../rule';

export const mutationNotRead = rule({
  id: 'mutation-not-read',
  category: 'drift',
  number: 'DRIFT001',
  severity: 'info',
  summary: 'What a mutating policy writes can be told from the policy and the objects.',
  hint: 'find out what it writes; where Git writes that too, ignore and respect it: drift: { expect: [{ group, kind, jsonPointers }] } says so',
  source: 'https://kyverno.io/docs/policy-types/mutating-policy/',

  *check(set) {
    for (const { at, pointer, reason } of unreadMutations(set)) {
      yield { at, pointer, message: `is not followed here: ${reason}` };
    }
  },
});
