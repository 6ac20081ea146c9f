import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocuments, valueAt, type Manifest } from '../../lib/core';
import { pageProgram } from '../support/page-program';
import { root } from '../support/source-files';

const { program, folder, run } = pageProgram('docs/crossplane.md');

it('has an example of every method of a reference', () => {
  const source = readFileSync(join(root, 'constructs/crossplane/reference.ts'), 'utf8');
  const methods = [...source.matchAll(/^ {2}([a-z]\w+)[<(]/gm)].map(([, name = '']) => name);
  expect(methods.length).toBeGreaterThan(20);
  for (const name of new Set(methods)) {
    expect(program).toMatch(new RegExp(`\\.${name}[<(]`));
  }
});

it('is a program that type-checks, and runs', () => {
  const stdout = run();
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
