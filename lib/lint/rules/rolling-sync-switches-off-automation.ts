import { valueAt } from '../../core';
import { textAt } from '../applications';
import { rule } from '../rule';

export const rollingSyncSwitchesOffAutomation = rule({
  id: 'rolling-sync-switches-off-automation',
  category: 'gitops',
  severity: 'error',
  summary: 'An ApplicationSet with RollingSync has no automated sync, which it would switch off.',
  hint: 'remove syncPolicy.automated, or the strategy',
  source:
    'https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Progressive-Syncs/',

  *check(set) {
    for (const at of set.ofKind('argoproj.io', 'ApplicationSet')) {
      const pointer = '/spec/template/spec/syncPolicy/automated';
      const automated = valueAt(at, pointer);
      if (textAt(at, '/spec/strategy/type') !== 'RollingSync') continue;
      if (automated === undefined || automated === null) continue;
      if (valueAt(automated, '/enabled') === false) continue;
      yield { at, pointer, message: 'is set, but strategy RollingSync switches it off' };
    }
  },
});
