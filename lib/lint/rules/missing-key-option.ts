import { applicationSets } from '../application-sets';
import { listAt } from '../applications';
import { rule } from '../rule';

export const missingKeyOption = rule({
  id: 'missing-key-option',
  category: 'gitops',
  severity: 'warning',
  summary: 'Go templates fail on a parameter that is not there, instead of writing <no value>.',
  hint: "write 'goTemplateOptions: [missingkey=error]'",
  source: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/GoTemplate/',

  *check(_set, context) {
    for (const { at, goTemplate } of applicationSets(context)) {
      if (!goTemplate || listAt(at, '/spec/goTemplateOptions').includes('missingkey=error'))
        continue;
      const message =
        'has Go templates without missingkey=error: a missing parameter is <no value>';
      yield { at, pointer: '/spec/goTemplateOptions', message };
    }
  },
});
