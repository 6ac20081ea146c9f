import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { writers } from '../../lib/drift';
import { rules } from '../../lib/lint';
import { root } from '../support/source-files';

type Named = { readonly id?: unknown; readonly name?: unknown; readonly category?: unknown };

/** What the files of a folder export, by file. */
function exportsIn(folder: string): (readonly [file: string, Named])[] {
  return readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.ts') && file !== 'index.ts')
    .flatMap((file) => {
      const found = require(join(root, folder, file)) as Readonly<Record<string, Named>>;
      return Object.values(found)
        .filter((one) => typeof one === 'object')
        .map((one) => [file.replace(/\.ts$/, ''), one] as const);
    });
}

it('a writer is listed under its name, which is that of its file', () => {
  const named = exportsIn('lib/drift/writers').filter(([, { name }]) => typeof name === 'string');
  expect(named.map(([file, { name }]) => [file, name]).filter(([a, b]) => a !== b)).toEqual([]);
  expect(writers.map(({ name }) => name).sort()).toEqual(named.map(([file]) => file).sort());
});

it('a rule is listed under its id and category', () => {
  const own = exportsIn('lib/lint/rules').filter(([, { id }]) => typeof id === 'string');
  const of = (list: Iterable<Named>) =>
    [...list].map(({ id, category }) => `${String(id)} ${String(category)}`).sort();
  expect(of(rules)).toEqual(of(own.map(([, one]) => one)));
});
