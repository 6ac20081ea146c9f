import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installInto } from '../support/consumer';
import { root } from '../support/source-files';
import { tempFolder } from '../support/temp-folder';

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const blocks = [...readme.matchAll(/^```(.*)\n([^]*?)^```$/gm)].map(([, info = '', code = '']) => ({
  info,
  code,
}));
const codeOf = (info: string) =>
  blocks.filter((block) => block.info === info).map(({ code }) => code);

const folder = tempFolder();
const cli = join(root, 'build/lib/cli/bin.js');

beforeAll(() => {
  const packages = ['cdk8s', 'constructs', 'cdk8s-plus-28', '@swc/core', 'typescript'];
  installInto(folder, root, [...packages, '@types/node']);
  writeFileSync(join(folder, 'main.ts'), codeOf('ts').join('\n'));
  for (const { info, code } of blocks) {
    const [, file] = info.split(' ');
    if (info.startsWith('yaml ') && file !== undefined) writeFileSync(join(folder, file), code);
  }
});

it('prints the two commands', () => {
  expect(readme).toContain('\nnpm ci && npm start\n');
  expect(readme).toContain('\nnpm ci && npm test\n');
});

// In the order of the page: each command finds what those before it wrote.
it.each(
  codeOf('sh')
    .flatMap((code) => code.trim().split('\n'))
    .filter((line) => line.startsWith('npx cdk8s-gitops ')),
)('runs `%s`', (line) => {
  const args = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(
    ([, quoted, plain]) => quoted ?? plain ?? '',
  );
  const options = { cwd: folder, encoding: 'utf8' } as const;
  const { status, stderr } = spawnSync(process.execPath, [cli, ...args.slice(2)], options);
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

it('has a program that type-checks', () => {
  const options = {
    target: 'ES2017',
    module: 'CommonJS',
    lib: ['es2016'],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
  };
  const config = { compilerOptions: options, files: ['main.ts'] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
  expect(stdout).toBe('');
});

it('has test code that runs', () => {
  const [code = ''] = codeOf('ts test');
  const names = /\{ (.*) \}/.exec(code)?.[1]?.split(', ') ?? [];
  const testing = require('../../lib/testing') as object;
  expect(names.length).toBeGreaterThan(3);
  for (const name of names) expect(testing).toHaveProperty(name);
});

it('links to files that are there', () => {
  const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path = '']) => path);
  expect(links.length).toBeGreaterThan(3);
  expect(links.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
