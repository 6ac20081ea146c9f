import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  argocdFunctions,
  parseTemplate,
  type MissingKey,
  type TemplateOptions,
} from '../../lib/template';

/** What Go 1.26's text/template makes of each template, recorded; one group shares its data. */
interface Group {
  readonly data?: unknown;
  readonly missingkey?: MissingKey;
  /** Functions beside Go's own: those of ApplicationSets. Default none. */
  readonly set?: 'argocd';
  readonly cases: readonly (readonly [template: string, output: string | null, error?: string])[];
}

const folder = join(__dirname, 'golden');

describe.each(readdirSync(folder))('%s', (file) => {
  const groups = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Group[];
  test.each(groups)(
    'templates give what Go gives (group %#)',
    ({ data, missingkey: missingKey, set, cases }) => {
      const functions = set ? argocdFunctions : [];
      const ours = cases.map(([template]) =>
        outcome(template, structuredClone(data), { missingKey, functions }),
      );
      expect(ours).toEqual(cases);
    },
  );
});

function outcome(template: string, data: unknown, options: TemplateOptions) {
  try {
    return [template, parseTemplate(template, options).execute(data)];
  } catch (error) {
    return [template, null, (error as Error).message];
  }
}
