import { valueAt } from '../../core';
import { argocdFunctions, namesThatChange, parseTemplate, TemplateError } from '../../template';
import { applicationSets, textsBelow } from '../application-sets';
import { rule } from '../rule';

const CHANGES = new RegExp(`\\b(?:${namesThatChange(argocdFunctions).join('|')})\\b`);

export const templateNotRepeatable = rule({
  id: 'template-not-repeatable',
  category: 'gitops',
  severity: 'warning',
  summary:
    'Templates of an ApplicationSet give the same each time, so that nothing rewrites Applications.',
  hint: 'write the value as a parameter: of a list, a label, or a file in git',
  source: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/GoTemplate/',

  *check(_set, context) {
    for (const { at, goTemplate } of applicationSets(context)) {
      if (!goTemplate) continue;
      for (const { pointer, text } of textsBelow(valueAt(at, '/spec'), '/spec')) {
        if (!text.includes('{{') || !CHANGES.test(text)) continue;
        const [name] = changing(text);
        if (name === undefined) continue;
        const message = `calls ${name}, whose result differs at every reconcile: each one rewrites the Applications`;
        yield { at, pointer, message };
      }
    }
  },
});

/** The functions in a template that give something else each time; a broken one has none. */
function changing(text: string): readonly string[] {
  try {
    return parseTemplate(text, { functions: argocdFunctions }).changing;
  } catch (error) {
    if (error instanceof TemplateError) return [];
    throw error;
  }
}
