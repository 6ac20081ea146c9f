import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { outputsOf } from '../../imports/generate/outputs';
import { products } from '../../imports/generate/products';
import type { SchemaTable } from '../../imports/generate/schema';
import { root } from '../support/source-files';
import { differences } from './support/differences';

const imports = join(root, 'imports');
const read = (path: string) => readFileSync(join(imports, path), 'utf8');
const names = products.map(({ name }) => name);

function factFiles(): Map<string, Buffer> {
  const facts = join(imports, 'facts');
  const paths = (readdirSync(facts, { recursive: true }) as string[])
    .filter((path) => path.endsWith('.json.br'))
    .sort();
  return new Map(
    paths.map((path) => [path.slice(0, -'.json.br'.length), readFileSync(join(facts, path))]),
  );
}

it('is what the generator makes of the committed facts, byte for byte', () => {
  const outputs = outputsOf(factFiles());
  const changed = [...outputs].filter(([path, text]) => read(path) !== text).map(([path]) => path);
  expect(changed).toEqual([]);
  expect(outputs.size).toBeGreaterThan(40);
});

it.each(names)('types every field of the kinds of %s', (name) => {
  const table = JSON.parse(read(`schemas/${name}.json`)) as SchemaTable;
  expect(differences(read(`${name}.ts`), table)).toEqual([]);
});

it('compiles under the settings of a cdk8s project', () => {
  const files = names.map((name) => join(imports, `${name}.ts`));
  const program = ts.createProgram(files, {
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    target: ts.ScriptTarget.ES2017,
    lib: ['lib.es2016.d.ts'],
    strict: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    noImplicitReturns: true,
    stripInternal: true,
    declaration: true,
    noEmit: true,
    types: [],
  });
  const problems = files.flatMap((file) => {
    const source = program.getSourceFile(file);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  });
  expect(problems.map(({ messageText }) => messageText)).toEqual([]);
});

it('keeps ApplicationSet small', () => {
  const source = read('argo-cd.ts');
  const shapes = [...source.matchAll(/^export interface ApplicationSet/gm)];
  expect(shapes.length).toBeLessThanOrEqual(90);
  expect(source.length).toBeLessThan(60_000);
});
