import { valueAt } from '../../core';
import { ownerOf, removalOf } from '../../drift';
import { show } from '../../schema';
import { exposed, faultIn, fightOf, goesOn, type Exposed } from '../exposure';
import { rule } from '../rule';

export const controllerOwnedField = rule({
  id: 'controller-owned-field',
  category: 'drift',
  number: 'DRIFT004',
  severity: 'error',
  summary: 'Fields that belong to a controller alone are not in Git.',
  hint: 'leave the field out: what Git does not write is no difference',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/',

  *check(_set, context) {
    for (const one of exposed(context)) {
      const { at, claim } = one;
      const { pointer, repair } = claim;
      if (repair.do === 'remove' && at.kind !== 'HorizontalPodAutoscaler') {
        const message = `is in Git, but ${ownerOf(claim)} makes it`;
        yield { at, pointer, message, hint: 'remove the object', fight: fightOf(one) };
      }
      if (repair.do !== 'omit' || pointer === '') continue;
      yield {
        at,
        pointer,
        message: `is ${show(valueAt(at, pointer))}, but ${ownerOf(claim)} ${claim.maybe ? 'may remove' : 'writes'} it${faultIn(one)}`,
        severity: severityOf(one),
        fight: fightOf(one),
        ...(!claim.maybe && {
          fixes: [{ at, edits: [{ do: 'remove', pointer: removalOf(at, pointer) }] }],
        }),
      };
    }
  },
});

function severityOf(one: Exposed): 'error' | 'warning' {
  return goesOn(one) && !one.claim.maybe ? 'error' : 'warning';
}
