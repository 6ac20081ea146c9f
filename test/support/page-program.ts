import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installInto } from './consumer';
import { root } from './source-files';
import { tempFolder } from './temp-folder';

/** A page of the documentation, and the program that its blocks of TypeScript make together. */
export interface PageProgram {
  readonly page: string;
  readonly program: string;
  /** Where it is run, with the package installed as a user has it. */
  readonly folder: string;
  /** Type-checks and runs it, and expects no word of complaint; what it prints. */
  run(): string;
}

/** @param path `docs/argocd.md`. */
export function pageProgram(path: string): PageProgram {
  const page = readFileSync(join(root, path), 'utf8');
  const blocks = [...page.matchAll(/^```(.*)\n([^]*?)^```$/gm)];
  const program = blocks
    .filter(([, info]) => info === 'ts')
    .map(([, , code = '']) => code)
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
    const config = JSON.stringify({ compilerOptions, files: ['main.ts'] });
    writeFileSync(join(folder, 'tsconfig.json'), config);
  });
  const run = () => {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const options = { cwd: folder, encoding: 'utf8' } as const;
    expect(spawnSync(process.execPath, [tsc, '-p', folder], options).stdout).toBe('');
    const { status, stderr, stdout } = spawnSync(process.execPath, ['main.js'], options);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    return stdout;
  };
  return { page, program, folder, run };
}
