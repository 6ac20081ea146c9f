import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, statSync, writeFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readTar } from '../../lib/oci/tar/read';
import { installInto } from '../support/consumer';
import { root } from '../support/source-files';
import { tempFolder } from '../support/temp-folder';

interface PackageJson {
  readonly exports: Record<string, string | { readonly types: string; readonly default: string }>;
  readonly typesVersions: { readonly '*': Record<string, readonly string[]> };
  readonly dependencies: Record<string, string>;
  readonly bin: Record<string, string>;
}

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as PackageJson;
const folder = tempFolder();
const installed = join(folder, 'unpacked/package');
let tarball = '';

beforeAll(() => {
  const args = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder];
  const name = execFileSync('npm', args, { cwd: root, encoding: 'utf8' }).trim().split('\n').at(-1);
  tarball = join(folder, name ?? '');
  for (const file of readTar(gunzipSync(readFileSync(tarball)), tarball)) {
    const path = join(folder, 'unpacked', file.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, file.content);
  }
});

it('is at most 4 MB to download', () => {
  expect(statSync(tarball).size).toBeLessThanOrEqual(4 * 1024 * 1024);
});

it('has every file that its exports and its command name', () => {
  const targets = Object.entries(manifest.exports).flatMap(([entry, target]) =>
    typeof target === 'string'
      ? [target]
      : [target.types, target.default].map((path) =>
          path.replace('*', entry.includes('*') ? 'aws/rds' : ''),
        ),
  );
  for (const path of [...targets, ...Object.values(manifest.bin)]) {
    expect([path, existsSync(join(installed, path))]).toEqual([path, true]);
  }
});

it('has the same entries for resolvers that do not read exports', () => {
  const entries = Object.keys(manifest.exports)
    .filter((entry) => entry !== '.' && entry !== './package.json')
    .map((entry) => entry.slice('./'.length));
  expect(Object.keys(manifest.typesVersions['*'])).toEqual(entries);
});

it('compiles and runs in the project that `cdk8s init` makes', () => {
  const project = join(folder, 'project');
  const template = join(root, 'node_modules/cdk8s-cli/templates/typescript-app');
  cpSync(join(template, 'tsconfig.json'), join(project, 'tsconfig.json'));
  installInto(project, installed, ['cdk8s', 'constructs', 'cdk8s-plus-28', 'typescript']);
  // What the template pins: @types/node 14, whose globals are fewer.
  cpSync(join(root, 'node_modules/types-node-14'), join(project, 'node_modules/@types/node'), {
    recursive: true,
  });
  installInto(installed, installed, [
    'cdk8s',
    'constructs',
    'cdk8s-plus-28',
    ...Object.keys(manifest.dependencies),
  ]);
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const tour = [...readme.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, code]) => code).join('\n');
  writeFileSync(join(project, 'main.ts'), tour);

  const compiled = compile(project);
  expect(compiled.stdout).toBe('');
  const run = spawnSync(process.execPath, ['main.js'], { cwd: project, encoding: 'utf8' });
  expect(run.stderr).toBe('');
  expect(existsSync(join(project, 'dist/bootstrap.k8s.yaml'))).toBe(true);
});

it('gives what others may export a name, for resolvers that read exports', () => {
  const project = join(folder, 'node16');
  installInto(project, installed, ['cdk8s', 'constructs', '@sinclair/typebox']);
  writeFileSync(
    join(project, 'main.ts'),
    `import { compositeResource, stringEnum, Type } from 'cdk8s-gitops';
    export const Database = compositeResource({
      group: 'a.io', kind: 'Database', scope: 'Namespaced',
      versions: { v1: { spec: Type.Object({
        storageGB: Type.Integer({ default: 50 }), size: stringEnum(['small', 'large']),
      }) } },
    });`,
  );
  const flags = ['--declaration', '--skipLibCheck', '--strict'];
  expect(compile(project, '--module', 'node16', ...flags, 'main.ts').stdout).toBe('');
});

function compile(cwd: string, ...flags: string[]) {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  return spawnSync(process.execPath, [tsc, ...flags], { cwd, encoding: 'utf8' });
}
