import { existsSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { root, sourceFiles } from '../support/source-files';

/** Folders whose files are entries of the list in their index.ts: one file and one line each. */
const lists = [
  'lib/cli/commands',
  'lib/cli/reporters',
  'lib/drift/writers',
  'lib/lint/rules',
  'lib/render/crossplane/functions',
  'constructs/argocd/generators',
].filter((folder) => existsSync(join(root, folder)));

it.each(lists)('%s/index.ts lists every file of its folder', (folder) => {
  const index = sourceFiles(folder).find(({ path }) => path === `${folder}/index.ts`);
  const listed = new Set(index?.imports.map((path) => posix.basename(path)));
  const present = readdirSync(join(root, folder)).filter((name) => /^(?!index).*\.ts$/.test(name));
  expect(present.filter((name) => !listed.has(name))).toEqual([]);
});
