import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as crossplane from '../../constructs/crossplane';
import { installInto } from '../support/consumer';
import { root } from '../support/source-files';
import { tempFolder } from '../support/temp-folder';

const page = readFileSync(join(root, 'docs/crossplane-packages.md'), 'utf8');
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

it('is a program that type-checks, and synthesizes what the page says', () => {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const options = { cwd: folder, encoding: 'utf8' } as const;
  expect(spawnSync(process.execPath, [tsc, '-p', folder], options).stdout).toBe('');
  const { status, stderr, stdout } = spawnSync(process.execPath, ['main.js'], options);
  expect(stderr).toBe('');
  expect(stdout).toBe("{ kind: 'ProviderConfig', name: 'team' }\n");
  expect(status).toBe(0);
  const read = (path: string) => readFileSync(join(folder, 'dist', path), 'utf8');
  const packages = read('platform/packages.k8s.yaml');
  for (const service of ['family-aws', 'aws-iam', 'aws-s3', 'aws-kms']) {
    expect(packages).toContain(`package: xpkg.upbound.io/upbound/provider-${service}:v2.6.0`);
  }
  expect(packages).toContain('- buckets.s3.aws.m.upbound.io\n');
  expect(packages).not.toContain("- '*'");
  expect(read('hub/hub.k8s.yaml')).toContain('health.aws.cdk8s-gitops.dev_Bucket');
  expect(read('elsewhere.k8s.yaml')).toMatch(
    /package: ghcr\.io\/acme\/buckets@sha256:[0-9a-f]{64}/,
  );
});

it('tells the wave of every kind that has one', () => {
  const kinds = ['DeploymentRuntimeConfig', 'ImageConfig', 'Provider', 'Function', 'Configuration'];
  for (const kind of [...kinds, 'EnvironmentConfig', 'ManagedResourceActivationPolicy']) {
    expect(Object.keys(crossplane)).toContain(kind);
    expect(page.slice(page.indexOf('**Waves.**'))).toContain(`\`${kind}\``);
  }
});
