import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '../../lib/cli/commands';
import { pages } from '../../lib/cli/docs/pages';
import { writers } from '../../lib/drift';
import { rules } from '../../lib/lint';
import { root } from '../support/source-files';

const entries = [...pages()];

it.each(entries)('%s is what `npm run docs` writes', (path, text) => {
  expect(readFileSync(join(root, path), 'utf8')).toBe(text);
});

it('tells every verb, rule and writer', () => {
  const [cli = '', drift = '', rulePage = ''] = entries.map(([, text]) => text);
  for (const { name, example } of commands) {
    expect(cli).toContain(`## ${name}\n`);
    expect(cli).toContain(example);
  }
  for (const { id, source } of rules) {
    expect(rulePage).toContain(`### ${id}\n`);
    expect(rulePage).toContain(source);
  }
  for (const { name, title, source, fields } of writers) {
    expect(drift).toContain(`## ${title}\n\n\`${name}\`; see <${source}>\n`);
    for (const { path } of fields) expect(drift).toContain(path.replaceAll('|', '\\|'));
  }
});
