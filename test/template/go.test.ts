import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseTemplate, type MissingKey } from '../../lib/template';

/** What Go 1.26's text/template makes of each template, recorded; one group shares its data. */
interface Group {
  readonly data?: unknown;
  readonly missingkey?: MissingKey;
  readonly cases: readonly (readonly [template: string, output: string | null, error?: string])[];
}

const folder = join(__dirname, 'fixtures');

describe.each(readdirSync(folder))('%s', (file) => {
  const groups = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Group[];
  test.each(groups)('templates give what Go gives (group %#)', ({ data, missingkey, cases }) => {
    const ours = cases.map(([template]) => outcome(template, data, missingkey));
    expect(ours).toEqual(cases);
  });
});

function outcome(template: string, data: unknown, missingKey?: MissingKey) {
  try {
    return [template, parseTemplate(template, { missingKey }).execute(data)];
  } catch (error) {
    return [template, null, (error as Error).message];
  }
}
