import { applicationSpecs, textAt } from '../applications';
import { RESPECT, respects } from '../ignore-rules';
import { rule } from '../rule';

const LOST = 'what controllers write is lost at each sync, but for what the rules name';

export const ignoreRuleReplaced = rule({
  id: 'ignore-rule-replaced',
  category: 'drift',
  number: 'DRIFT006',
  severity: 'warning',
  summary:
    'Where differences are ignored and respected, syncs apply: a replace keeps what rules name only.',
  hint: 'remove Replace=true, or set it on the objects that need it, by annotation',
  source:
    'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#replace-resource-instead-of-applying-changes',

  *check(_set, context) {
    for (const spec of applicationSpecs(context)) {
      const { at, pointer, syncOptions, ignoreRules } = spec;
      const patch = textAt(at, '/spec/templatePatch') ?? '';
      const rules = ignoreRules.length > 0 || /\bignoreDifferences\b/.test(patch);
      const respected = respects(spec) || patch.includes(RESPECT);
      if (!rules || !respected) continue;
      if (/\bReplace=true\b/.test(patch)) {
        yield { at, pointer: '/spec/templatePatch', message: `sets 'Replace=true': ${LOST}` };
      }
      const index = syncOptions.indexOf('Replace=true');
      if (index < 0) continue;
      yield {
        at,
        pointer: `${pointer}/syncPolicy/syncOptions/${index}`,
        message: `is 'Replace=true': ${LOST}`,
      };
    }
  },
});
