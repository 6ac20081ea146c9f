import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as generators from '../../constructs/argocd/generators';
import { parseDocuments } from '../../lib/core';
import { installInto } from '../support/consumer';
import { root } from '../support/source-files';
import { tempFolder } from '../support/temp-folder';

const page = readFileSync(join(root, 'docs/argocd.md'), 'utf8');
const blocks = [...page.matchAll(/^```(.*)\n([^]*?)^```$/gm)].map(([, info = '', code = '']) => ({
  info,
  code,
}));
const program = blocks.filter(({ info }) => info === 'ts').map(({ code }) => code);
const folder = tempFolder();

beforeAll(() => {
  installInto(folder, root, ['cdk8s', 'constructs', 'typescript', '@types/node']);
  writeFileSync(join(folder, 'main.ts'), program.join('\n'));
  const releases = blocks.find(({ info }) => info === 'yaml releases.yaml');
  writeFileSync(join(folder, 'releases.yaml'), releases?.code ?? '');
  const compilerOptions = {
    target: 'ES2022',
    module: 'CommonJS',
    strict: true,
    skipLibCheck: true,
    types: ['node'],
  };
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, files: ['main.ts'] }),
  );
});

it('has an example of every generator', () => {
  const functions = Object.keys(generators);
  expect(functions.length).toBeGreaterThan(12);
  for (const name of functions) expect(program.join('\n')).toMatch(new RegExp(`\\b${name}[<(]`));
});

it('is a program that type-checks, and runs', () => {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const options = { cwd: folder, encoding: 'utf8' } as const;
  expect(spawnSync(process.execPath, [tsc, '-p', folder], options).stdout).toBe('');
  const { status, stderr } = spawnSync(process.execPath, ['main.js'], options);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const written = readFileSync(join(folder, 'dist/hub/hub.k8s.yaml'), 'utf8');
  const kinds = parseDocuments(written).map(({ value }) => (value as { kind: string }).kind);
  expect(kinds.filter((kind) => kind === 'ApplicationSet')).toHaveLength(
    program.join('\n').match(/new ApplicationSet\(/g)?.length ?? 0,
  );
});
