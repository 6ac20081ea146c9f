import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { definitionsOf, unpackFacts, type Crd } from '../../imports/generate';
import type { Row } from './row';

/** What each side adds to a program: nothing, our imports, the classes of `cdk8s import`. */
const IMPORTS = {
  base: '',
  ours: `import { ApplicationSet } from 'cdk8s-gitops/imports/argo-cd';
import { Instance } from 'cdk8s-gitops/imports/aws/rds';`,
  theirs: `import { ApplicationSet } from './imports/argoproj.io';
import { Instance } from './imports/rds.aws.m.upbound.io';`,
} as const;

const ROUNDS = 3;

/** Type-check time that imports of ApplicationSet and rds.Instance add to a program. */
const added: Row = {
  title: 'type-check added by ApplicationSet and rds.Instance',
  against: 'the same with classes of cdk8s import',
  atLeast: 8,
  run() {
    const folder = mkdtempSync(join(tmpdir(), 'typecheck-'));
    try {
      prepare(folder);
      const least = { base: Infinity, ours: Infinity, theirs: Infinity };
      for (let round = 0; round < ROUNDS; round++)
        for (const program of ['base', 'ours', 'theirs'] as const)
          least[program] = Math.min(least[program], checkMs(folder, program));
      const { base, ours, theirs } = least;
      return Promise.resolve({ ours: ours - base, theirs: theirs - base, unit: 'ms' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

export const rows: readonly Row[] = [added];

/** A package as cdk8s's template makes it, with three programs; `cdk8s import` is run once. */
function prepare(folder: string): void {
  mkdirSync(join(folder, 'node_modules'));
  for (const name of ['cdk8s', 'constructs'])
    symlinkSync(join(root(), 'node_modules', name), join(folder, 'node_modules', name));
  symlinkSync(root(), join(folder, 'node_modules/cdk8s-gitops'));
  const wanted = [definition('argo-cd', 'ApplicationSet'), definition('aws/rds', 'Instance')];
  for (const [i, crd] of wanted.entries()) {
    writeFileSync(join(folder, `${i}.json`), JSON.stringify(manifestOf(crd)));
    const cli = join(root(), 'node_modules/cdk8s-cli/bin/cdk8s');
    const args = ['import', `${i}.json`, '--no-save', '--language', 'typescript'];
    execFileSync(process.execPath, [cli, ...args], { cwd: folder, stdio: 'pipe' });
  }
  for (const [name, imports] of Object.entries(IMPORTS)) {
    const uses =
      imports &&
      `console.log(new ApplicationSet(chart, 'a', {} as never));
console.log(new Instance(chart, 'i', {} as never));`;
    writeFileSync(
      join(folder, `${name}.ts`),
      `import { App, Chart } from 'cdk8s';
${imports}
const chart = new Chart(new App(), 'chart');
console.log(chart);
${uses}
`,
    );
    const compilerOptions = {
      module: 'CommonJS',
      target: 'ES2017',
      // As the template has by its @types/node.
      lib: ['es2020'],
      strict: true,
      skipLibCheck: true,
      noEmit: true,
      types: [],
    };
    const settings = { compilerOptions, files: [`${name}.ts`, 'console.d.ts'] };
    writeFileSync(join(folder, `tsconfig.${name}.json`), JSON.stringify(settings));
  }
  writeFileSync(join(folder, 'console.d.ts'), 'declare const console: { log(x: unknown): void };');
}

/** Milliseconds that the compiler says it took, from start to the last diagnostic. */
function checkMs(folder: string, program: string): number {
  const tsc = join(root(), 'node_modules/typescript/bin/tsc');
  const args = [tsc, '--project', `tsconfig.${program}.json`, '--extendedDiagnostics'];
  const output = execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  return Number(/^Total time:\s+([\d.]+)s$/m.exec(output)?.[1]) * 1000;
}

/** The definition that both sides are made from: our facts, which have no descriptions. */
function definition(facts: string, kind: string): Crd {
  const bytes = readFileSync(join(root(), 'imports/facts', `${facts}.json.br`));
  const found = definitionsOf(unpackFacts(bytes)).find(
    (crd) => crd.kind === kind && !/\.aws\.upbound\.io$/.test(crd.group),
  );
  if (!found) throw new Error(`the facts of ${facts} have no ${kind}`);
  return found;
}

function manifestOf({ group, kind, plural, scope, versions }: Crd) {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
      scope,
      versions: versions.map(({ schema, ...version }) => ({
        ...version,
        schema: { openAPIV3Schema: schema },
      })),
    },
  };
}

/** The package's folder, above the sources and above the build. */
function root(): string {
  return dirname(require.resolve('cdk8s-gitops/package.json'));
}
