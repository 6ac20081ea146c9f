import type { Fix } from '../../core';
import { syncOptionsFor } from '../../drift';
import { applicationSpecs } from '../applications';
import { respects, RESPECT } from '../ignore-rules';
import { rule } from '../rule';

export const ignoreRuleWithoutRespect = rule({
  id: 'ignore-rule-without-respect',
  category: 'drift',
  number: 'DRIFT006',
  severity: 'warning',
  summary: 'Where differences are ignored, syncs respect that: else a rule only hides them.',
  hint: `add '${RESPECT}' to syncPolicy.syncOptions`,
  source:
    'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#respect-ignore-difference-configs',

  *check(_set, context) {
    for (const spec of applicationSpecs(context)) {
      if (spec.ignoreRules.length === 0) continue;
      const { at, pointer, ignoreRules, syncOptions } = spec;
      const fixes = (option: string): Fix[] => {
        const list = `${pointer}/syncPolicy/syncOptions`;
        return [{ at, edits: [{ do: 'add', pointer: list, value: option }] }];
      };
      if (!respects(spec)) {
        yield {
          at,
          pointer: `${pointer}/ignoreDifferences`,
          message: `is set, but without ${RESPECT} every sync overwrites what it ignores`,
          fixes: fixes(RESPECT),
        };
        continue;
      }
      for (const rule of ignoreRules) {
        for (const option of syncOptionsFor([rule])) {
          if (syncOptions.includes(option)) continue;
          yield {
            at,
            pointer: rule.pointer,
            message: `ignores what a controller adds inside a list, and a sync of the whole list takes that out, ${RESPECT} or not`,
            hint: `add '${option}' to syncPolicy.syncOptions: what does not differ is not applied`,
            fixes: fixes(option),
          };
        }
      }
    }
  },
});
