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
      if (spec.ignoreRules.length === 0 || respects(spec)) continue;
      const pointer = `${spec.pointer}/ignoreDifferences`;
      const message = `is set, but without ${RESPECT} every sync overwrites what it ignores`;
      const options = `${spec.pointer}/syncPolicy/syncOptions`;
      const edits = [{ do: 'add' as const, pointer: options, value: RESPECT }];
      yield { at: spec.at, pointer, message, fixes: [{ at: spec.at, edits }] };
    }
  },
});
