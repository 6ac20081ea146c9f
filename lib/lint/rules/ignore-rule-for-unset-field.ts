import { valueAt, type Manifest } from '../../core';
import { covers, ruleEffect } from '../../drift';
import { applicationSpecs, type IgnoreRule } from '../applications';
import { claims } from '../claims';
import { perRun, type Context } from '../context';
import { formatRule } from '../ignore-rules';
import { ruleTargets } from '../rule-targets';
import { rule } from '../rule';

export const ignoreRuleForUnsetField = rule({
  id: 'ignore-rule-for-unset-field',
  category: 'drift',
  number: 'DRIFT006',
  severity: 'info',
  summary: 'A rule of ignoreDifferences is for a field that Git sets, or for a scale.',
  hint: 'remove the rule: what Git does not write is no difference, and the rule would hide one later',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/',

  *check(_set, context) {
    for (const { at, ignoreRules } of applicationSpecs(context)) {
      for (const one of ignoreRules) {
        if (!isForNothing(one, at, context)) continue;
        const message = `is for ${formatRule(one)}, which sets none of these fields in Git`;
        yield { at, pointer: one.pointer, message };
      }
    }
  },
});

/** Whether there are objects that it is for, and neither they nor a controller write what it names. */
function isForNothing(one: IgnoreRule, holder: Manifest, context: Context): boolean {
  if (one.managedFieldsManagers.length > 0) return false;
  let found = false;
  for (const at of ruleTargets(one, holder, context)) {
    const { jsonPointers, jqPathExpressions } = one;
    const effect = ruleEffect({ group: '*', kind: '*', jsonPointers, jqPathExpressions }, at);
    if (effect.problems.length > 0) return false;
    if (effect.pointers.some((pointer) => valueAt(at, pointer) !== undefined)) return false;
    if ((claimed(context).get(at) ?? []).some((pointer) => covers(effect, pointer))) return false;
    found = true;
  }
  return found;
}

/** The fields of each object that are kept for a controller, though Git leaves them out. */
const claimed = perRun((context) => {
  const pointers = new Map<Manifest, string[]>();
  for (const { at, pointer, repair } of claims(context)) {
    if (!at || (repair.do !== 'omit-and-ignore' && repair.do !== 'ignore')) continue;
    const list = pointers.get(at);
    if (list) list.push(pointer);
    else pointers.set(at, [pointer]);
  }
  return pointers;
});
