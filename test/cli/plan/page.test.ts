import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { plan } from '../../../lib/cli/commands/plan';
import { root } from '../../support/source-files';

const page = readFileSync(join(root, 'docs/plan.md'), 'utf8');

describe('docs/plan.md', () => {
  test('shows the plan that the tests print', () => {
    const example = readFileSync(join(root, 'test/cli/golden/plan/plan.txt'), 'utf8');
    expect(page).toContain(`\`\`\`text\n${example}\`\`\``);
  });

  test('names flags that there are, and no others', () => {
    const named = new Set(
      [...page.matchAll(/(?<![\w-])--([a-z][a-z-]+)/g)].map(([, flag]) => flag),
    );
    named.delete('body-file');
    expect([...named].filter((flag) => !Object.hasOwn(plan.options, flag ?? ''))).toEqual([]);
    expect([...named].sort()).toEqual(
      expect.arrayContaining(['allow-deletions', 'allow-unknown', 'base-inventory', 'live']),
    );
  });

  test('lists the sections that a plan may have', () => {
    const text = readFileSync(join(root, 'lib/cli/plan/text.ts'), 'utf8');
    const titles = [...text.matchAll(/'([A-Z]{3,}(?: [A-Z]+)*)'/g)].map(([, title]) => title);
    expect(titles.length).toBeGreaterThan(8);
    for (const title of titles) expect(page).toContain(`\`${title}\``);
  });
});
