import { valueAt } from '../../core';
import type * as Template from '../../template';
import { applicationSets, textsBelow } from '../application-sets';
import { rule } from '../rule';

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
        if (!text.includes('{{')) continue;
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
  const { template, names } = (engine ??= load());
  if (!names.test(text)) return [];
  try {
    return template.parseTemplate(text, { functions: template.argocdFunctions }).changing;
  } catch (error) {
    if (error instanceof template.TemplateError) return [];
    throw error;
  }
}

interface Engine {
  readonly template: typeof Template;
  /** Finds texts that may call such a function. */
  readonly names: RegExp;
}

let engine: Engine | undefined;

/** With the first template: most inputs have none, and the engine is large. */
function load(): Engine {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const template = require('../../template') as typeof Template;
  const names = template.namesThatChange(template.argocdFunctions);
  return { template, names: new RegExp(`\\b(?:${names.join('|')})\\b`) };
}
