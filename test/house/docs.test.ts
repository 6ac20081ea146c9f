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

it('tells every template function, and which of them change', () => {
  const page = new Map(entries).get('docs/template-functions.md') ?? '';
  const rows = page.split('\n').map((line) => line.replace(/ +/g, ' '));
  for (const name of ['normalize', 'pkcs12cert', 'getComposedResource', 'semverCompare']) {
    expect(page).toContain(`| \`${name}\` `);
  }
  expect(rows).toContain('| `now` | sprig | yes | yes | yes | asks the clock |');
  expect(rows).toContain('| `toYaml` | External Secrets | | yes | | |');
});
