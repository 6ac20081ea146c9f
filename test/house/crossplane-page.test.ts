import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocuments, valueAt, type Manifest } from '../../lib/core';
import { installInto } from '../support/consumer';
import { root } from '../support/source-files';
import { tempFolder } from '../support/temp-folder';

const page = readFileSync(join(root, 'docs/crossplane.md'), 'utf8');
const program = [...page.matchAll(/^```ts\n([^]*?)^```$/gm)]
  .map(([, code = '']) => code)
  .join('\n');
const folder = tempFolder();

beforeAll(() => {
  installInto(folder, root, ['cdk8s', 'constructs', 'typescript', '@types/node']);
  writeFileSync(join(folder, 'main.ts'), program);
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

it('has an example of every method of a reference', () => {
  const source = readFileSync(join(root, 'constructs/crossplane/reference.ts'), 'utf8');
  const methods = [...source.matchAll(/^ {2}([a-z]\w+)[<(]/gm)].map(([, name = '']) => name);
  expect(methods.length).toBeGreaterThan(20);
  for (const name of new Set(methods)) {
    expect(program).toMatch(new RegExp(`\\.${name}[<(]`));
  }
});

it('is a program that type-checks, and runs', () => {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const options = { cwd: folder, encoding: 'utf8' } as const;
  expect(spawnSync(process.execPath, [tsc, '-p', folder], options).stdout).toBe('');
  const { status, stderr, stdout } = spawnSync(process.execPath, ['main.js'], options);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(stdout).toContain('jobs-connection');
  const written = parseDocuments(readFileSync(join(folder, 'dist/platform.k8s.yaml'), 'utf8'));
  const compositions = written
    .map(({ value }) => value as Manifest)
    .filter(({ kind }) => kind === 'Composition');
  expect(compositions).toHaveLength(program.match(/new Composition\(/g)?.length ?? 0);
  const types = JSON.stringify(compositions.map((it) => valueAt(it, '/spec/pipeline')));
  for (const type of [
    'FromCompositeFieldPath',
    'ToCompositeFieldPath',
    'CombineFromComposite',
    'FromEnvironmentFieldPath',
    'ToEnvironmentFieldPath',
    'CombineFromEnvironment',
  ]) {
    expect(types).toContain(`"${type}"`);
  }
});
