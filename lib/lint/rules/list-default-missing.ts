import { valueAt } from '../../core';
import { show } from '../../schema';
import { exposed, fightOf } from '../exposure';
import { rule } from '../rule';

export const listDefaultMissing = rule({
  id: 'list-default-missing',
  category: 'drift',
  number: 'DRIFT005',
  severity: 'warning',
  summary: 'Items of lists are written with their defaults where they are compared whole.',
  hint: 'write the default, or compare by ServerSideDiff=true',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/diff-strategies/',

  *check(_set, context) {
    for (const one of exposed(context)) {
      const { at, claim } = one;
      const { pointer, repair } = claim;
      if (repair.do !== 'write') continue;
      const value = valueAt(at, pointer);
      if (typeof value === 'string') continue;
      const is = value === undefined ? 'is missing' : `is ${show(value)}`;
      yield {
        at,
        pointer,
        message: `${is}, and the API server makes it ${show(repair.value)}`,
        hint: `write ${show(repair.value)}, or compare by ServerSideDiff=true`,
        fight: fightOf(one),
        fixes: [{ at, edits: [{ do: 'set', pointer, value: repair.value }] }],
      };
    }
  },
});
