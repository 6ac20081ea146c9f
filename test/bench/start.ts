import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inTurns, type Measured, type Row } from './row';
import { PROGRAM, CONFIG_MAP } from './start-program';

const ROOT = dirname(require.resolve('cdk8s-gitops/package.json'));
const OURS = join(ROOT, 'build/lib/cli/bin.js');
const CDK8S = join(ROOT, 'node_modules/cdk8s-cli/bin/cdk8s');

/** From the start of the process to its end, with the files written. */
export const rows: readonly Row[] = [
  synthRow('TypeScript', 'npx ts-node main.ts', 5),
  synthRow('compiled JavaScript', 'node main.js', 3),
  startRow('--help', ['--help']),
  startRow('lint of one small file', ['lint', 'small.yaml']),
];

function synthRow(language: string, app: string, atLeast: number): Row {
  return {
    title: `synth of 6,000 objects in ${language}, process start to files`,
    against: `cdk8s synth with ${app}`,
    atLeast,
    run: () =>
      inProject((folder) => {
        const side = (program: string, ...argv: string[]) => {
          edit(join(folder, `${program}.ts`));
          run(folder, ...argv, '--app', app.replace('main', program));
        };
        return inTurns(
          3,
          () => side('ours', OURS, 'synth', '--out', 'ours'),
          () => side('main', CDK8S, 'synth', '--no-check-upgrade', '--output', 'theirs'),
        );
      }),
  };
}

/** Nobody synthesizes the same program twice: nothing that is kept of its text helps. */
function edit(path: string): void {
  writeFileSync(path, `${readFileSync(path, 'utf8')}// edited\n`);
}

function startRow(title: string, argv: readonly string[]): Row {
  return {
    title: `cdk8s-gitops ${title}`,
    against: "node's own start",
    atLeast: 0,
    withinMs: 60,
    run: () =>
      inProject((folder) =>
        inTurns(
          15,
          () => run(folder, OURS, ...argv),
          () => run(folder, '-e', '0'),
        ),
      ),
  };
}

/** A project as `cdk8s init typescript-app` makes it, with the program for each side. */
async function inProject(
  measure: (folder: string) => Promise<{ ours: number; theirs: number }>,
): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-start-'));
  try {
    const template = join(ROOT, 'node_modules/cdk8s-cli/templates/typescript-app/tsconfig.json');
    cpSync(template, join(folder, 'tsconfig.json'));
    install(folder);
    for (const [name, [library, kind]] of Object.entries(SIDES)) {
      const imports = `import { ${kind} } from '${library}';`;
      const requires = `const { ${kind} } = require('${library}');`;
      writeFileSync(join(folder, `${name}.ts`), PROGRAM(imports, 'import', kind));
      writeFileSync(join(folder, `${name}.js`), PROGRAM(requires, 'require', kind));
    }
    writeFileSync(join(folder, 'small.yaml'), CONFIG_MAP);
    return { ...(await measure(folder)), unit: 'ms' };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const SIDES = { main: ['cdk8s', 'App'], ours: ['cdk8s-gitops', 'PlatformApp'] } as const;

function install(folder: string): void {
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '.bin'), { recursive: true });
  mkdirSync(join(modules, '@types'));
  const installed = ['cdk8s', 'constructs', 'typescript', 'ts-node'];
  for (const name of installed) symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  symlinkSync(join(ROOT, 'node_modules/types-node-14'), join(modules, '@types/node'));
  symlinkSync(join(ROOT, 'node_modules/ts-node/dist/bin.js'), join(modules, '.bin/ts-node'));
  symlinkSync(ROOT, join(modules, 'cdk8s-gitops'));
}

function run(folder: string, ...argv: readonly string[]): void {
  execFileSync(process.execPath, argv, { cwd: folder, stdio: 'pipe' });
}
