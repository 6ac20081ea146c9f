import { applicationSpecs, type IgnoreRule } from '../applications';
import { formatRule } from '../ignore-rules';
import { rule } from '../rule';

export const ignoreRuleDuplicate = rule({
  id: 'ignore-rule-duplicate',
  category: 'drift',
  number: 'DRIFT006',
  severity: 'warning',
  summary: 'No two rules of ignoreDifferences say the same.',
  hint: 'remove one of them',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/',

  *check(_set, context) {
    for (const { at, ignoreRules } of applicationSpecs(context)) {
      const seen = new Map<string, string>();
      for (const one of ignoreRules) {
        const text = textOf(one);
        const first = seen.get(text);
        if (first === undefined) {
          seen.set(text, one.pointer);
          continue;
        }
        const message = `is for ${formatRule(one)} and says what ${first} says`;
        const edits = [{ do: 'remove' as const, pointer: one.pointer }];
        yield { at, pointer: one.pointer, message, fixes: [{ at, edits }] };
      }
    }
  },
});

function textOf({ pointer: _place, group = '', name = '', namespace = '', ...rest }: IgnoreRule) {
  const { kind, jsonPointers, jqPathExpressions, managedFieldsManagers } = rest;
  const lists = [jsonPointers, jqPathExpressions, managedFieldsManagers].map((list) =>
    [...list].sort(),
  );
  return JSON.stringify([group, kind, name, namespace, ...lists]);
}
