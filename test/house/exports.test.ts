import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../support/source-files';

interface PackageJson {
  readonly exports: Record<string, string | { readonly types: string }>;
}

const { exports: entries } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
) as PackageJson;

/** Entries whose names are listed one by one; `./imports/*` are generated. */
const files = Object.fromEntries(
  Object.entries(entries).flatMap(([entry, target]) =>
    typeof target === 'string' || entry.includes('*')
      ? []
      : [[entry, target.types.replace('./build/', '').replace('.d.ts', '.ts')]],
  ),
);

/** Types and values that a file exports, in order. */
function namesOf(program: ts.Program, file: string): string[] {
  const source = program.getSourceFile(join(root, file));
  const checker = program.getTypeChecker();
  const symbol = source && checker.getSymbolAtLocation(source);
  if (!symbol) throw new Error(`${file} is no module`);
  return checker
    .getExportsOfModule(symbol)
    .map(({ name }) => name)
    .sort();
}

it('adds or takes away no public name without saying so', () => {
  const program = ts.createProgram(
    Object.values(files).map((file) => join(root, file)),
    { noLib: true, types: [], module: ts.ModuleKind.CommonJS },
  );
  const names = Object.fromEntries(
    Object.entries(files).map(([entry, file]) => [entry, namesOf(program, file)]),
  );
  expect(Object.keys(names)).toEqual(['.', './workload', './testing']);
  expect(names).toMatchSnapshot();
});
