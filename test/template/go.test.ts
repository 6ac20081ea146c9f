import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  argocdFunctions,
  externalSecretsFunctions,
  goTemplatingFunctions,
  parseFastTemplate,
  parseTemplate,
  typed,
  type MissingKey,
} from '../../lib/template';

/** What Go 1.26's text/template makes of each template, recorded; one group shares its data. */
interface Group {
  readonly data?: unknown;
  readonly missingkey?: MissingKey;
  /** Functions beside Go's own, or the simple engine of ApplicationSets. Default none. */
  readonly set?: keyof typeof sets | 'fast';
  /** Whether the data is a map of strings, as for External Secrets. */
  readonly strings?: boolean;
  readonly cases: readonly (readonly [template: string, output: string | null, error?: string])[];
}

const sets = {
  argocd: argocdFunctions,
  eso: externalSecretsFunctions,
  gotpl: goTemplatingFunctions,
};

const folder = join(__dirname, 'golden');

describe.each(readdirSync(folder))('%s', (file) => {
  const groups = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Group[];
  test.each(groups)(
    'templates give what Go gives (group %#)',
    ({ data, missingkey: missingKey, set, strings, cases }) => {
      const name = set === 'gotpl' ? 'manifests' : 'base';
      const ours = cases.map(([template]) => {
        const copy = structuredClone(data) as Record<string, unknown>;
        if (set === 'fast')
          return outcome(template, () => parseFastTemplate(template).execute(copy));
        const functions = set ? sets[set] : [];
        const given = strings ? typed(copy, 'map[string]string') : copy;
        return outcome(template, () =>
          parseTemplate(template, { name, missingKey, functions }).execute(given),
        );
      });
      expect(ours).toEqual(cases);
    },
  );
});

function outcome(template: string, work: () => string) {
  try {
    return [template, work()];
  } catch (error) {
    return [template, null, (error as Error).message];
  }
}
