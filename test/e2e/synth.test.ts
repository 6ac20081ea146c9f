import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../support/files-below';
import { isInstalled } from '../support/registry/debian';
import { root } from '../support/source-files';
import { tempFolder } from '../support/temp-folder';

const CLI = join(root, 'build/lib/cli/bin.js');
const folders = tempFolder();
let count = 0;

/** A platform repository as a user has it: the example's sources, and the built package installed. */
function repository(example = 'core-stack'): string {
  const folder = join(folders, `repo-${count++}`);
  const from = join(root, 'examples', example);
  cpSync(from, folder, {
    recursive: true,
    filter: (path) => !/(?:dist|\.gitops|expected|\.test\.ts)$/.test(path),
  });
  install(folder);
  return folder;
}

function install(folder: string): void {
  const modules = join(folder, 'node_modules');
  mkdirSync(modules, { recursive: true });
  const links = ['cdk8s', 'constructs', 'cdk8s-plus-28', '@swc', 'typescript', '@types', 'ts-node'];
  for (const name of links) symlinkSync(join(root, 'node_modules', name), join(modules, name));
  symlinkSync(root, join(modules, 'cdk8s-gitops'));
}

function run(folder: string, args: readonly string[], env: Record<string, string> = {}) {
  const options = { cwd: folder, encoding: 'utf8', env: { ...process.env, ...env } } as const;
  return spawnSync(process.execPath, [...args], options);
}

const synth = (folder: string, env?: Record<string, string>, ...flags: string[]) =>
  run(folder, [CLI, 'synth', ...flags], env);

const written = (folder: string) => ({
  yaml: filesBelow(join(folder, 'dist')),
  artifacts: JSON.parse(readFileSync(join(folder, '.gitops/artifacts.json'), 'utf8')) as unknown,
  layout: filesBelow(join(folder, '.gitops/oci')),
});

it('gives the same bytes and digests in another folder, time zone and locale', () => {
  const [here, there] = [repository(), repository()];
  expect(synth(here, { TZ: 'Pacific/Kiritimati', LANG: 'C' }).stderr).toBe('');
  expect(synth(there, { TZ: 'America/New_York', LANG: 'de_DE.UTF-8' }).status).toBe(0);
  expect(written(there)).toEqual(written(here));
});

(isInstalled('git') ? it : it.skip)(
  'gives the same digests after an empty commit, and a second time over the first',
  () => {
    const folder = repository();
    const git = (...args: string[]) => {
      const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.org'];
      return spawnSync('git', [...identity, ...args], { cwd: folder });
    };
    git('init', '--quiet');
    synth(folder);
    const before = written(folder);
    git('commit', '--allow-empty', '--quiet', '-m', 'nothing');
    synth(folder);
    expect(written(folder)).toEqual(before);
  },
);

it('names in the ApplicationSets the digests that it packed', () => {
  const folder = repository();
  synth(folder);
  const { yaml, artifacts } = written(folder);
  const { artifacts: packed } = artifacts as { artifacts: { name: string; digest: string }[] };
  expect(packed.map(({ name }) => name)).toEqual(['platform', 'core-stack']);
  const hub = yaml['hub/hub.k8s.yaml'] ?? '';
  for (const { digest } of packed) {
    expect(hub).toContain(`targetRevision: ${digest}`);
    expect(existsSync(join(folder, '.gitops/oci/blobs', digest.replace(':', '/')))).toBe(true);
  }
});

it('writes what cdk8s synth writes, which starts the same program with ts-node', () => {
  const folder = repository();
  synth(folder);
  const { yaml, artifacts } = written(folder);
  const cdk8s = join(root, 'node_modules/cdk8s-cli/bin/cdk8s');
  const stock = run(folder, [cdk8s, 'synth', '--no-check-upgrade']);
  expect(stock.status).toBe(0);
  expect(written(folder).yaml).toEqual(yaml);
  expect(written(folder).artifacts).toEqual(artifacts);
});

describe('a program that fails', () => {
  const failing = (source: string) => {
    const folder = repository();
    synth(folder);
    const before = written(folder);
    writeFileSync(join(folder, 'main.ts'), source);
    const result = synth(folder);
    expect(written(folder)).toEqual(before);
    return result;
  };

  it('shows the message and the line once, without a stack, and leaves the last good YAML', () => {
    const { status, stderr, stdout } = failing(
      `interface A { b: string }\nconst a = undefined as unknown as A;\nconsole.log(a.b);\n`,
    );
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatchInlineSnapshot(`
     "error: Cannot read properties of undefined (reading 'b')
       at main.ts:3:15
     error CLI_PROGRAM_FAILED: 'npx ts-node main.ts' ended with exit code 1
       repair what it says above; the YAML of the last good run is still there
     "
    `);
  });

  it('shows code and repair of what this package refuses', () => {
    const { status, stderr } = failing(
      `import { Artifact, PlatformApp } from 'cdk8s-gitops';
new Artifact(new PlatformApp(), 'Core', { repository: 'ghcr.io/a/b', charts: [] });
`,
    );
    expect(status).toBe(2);
    expect(stderr).toMatch(
      /^error ARTIFACT_ID_INVALID: 'Core' is no name for an artifact\n {2}write/,
    );
    expect(stderr).toContain('at main.ts:2:1');
  });

  it('shows the stack with --debug', () => {
    const folder = repository();
    writeFileSync(join(folder, 'main.ts'), `throw new Error('x');\n`);
    expect(synth(folder, {}, '--debug').stderr).toMatch(/\n {4}at /);
  });
});

it.each([
  ['no cdk8s.yaml', undefined, [], /there is no cdk8s.yaml in/],
  ['no app in it', 'output: dist\n', [], /cdk8s.yaml has no app/],
  ['a cdk8s.yaml that is no YAML', 'app: [\n', [], /cannot read cdk8s.yaml:\d+: /],
  ['an app that is no string', 'app: 1\n', [], /cdk8s.yaml has app: 1/],
  ['a file that is not there', 'app: npx ts-node mian.ts\n', [], /there is no file 'mian.ts'/],
  ['a command that is not there', undefined, ['--app', 'no-such-tool x'], /no-such-tool/],
])('tells what to do about %s', (_, config, flags, message) => {
  const folder = join(folders, `bad-${count++}`);
  mkdirSync(folder);
  if (config !== undefined) writeFileSync(join(folder, 'cdk8s.yaml'), config);
  const { status, stderr } = synth(folder, {}, ...flags);
  expect(status).toBe(2);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/\n {4}at /);
});

it('tells with --explain what was added, and why', () => {
  const folder = repository();
  writeFileSync(
    join(folder, 'releases.yaml'),
    `platform: { staging: head, production: head }
core-stack:
  staging: head
  production:
    version: 2.1.0
    digest: sha256:${'a'.repeat(64)}
    drift: [{ group: apps, kind: Deployment, name: web, jsonPointers: [/spec/replicas] }]
`,
  );
  const { stderr } = synth(folder, {}, '--explain');
  expect(stderr.slice(stderr.indexOf('ApplicationSet staging-microservices'))).toMatch(
    /head\n {2}\+ ignoreDifferences: HorizontalPodAutoscaler\/core-system\/web writes \/spec\/replicas of apps\/Deployment\/core-system\/web\n/,
  );
  expect(stderr).toContain(
    "ApplicationSet production-microservices\n  targetRevision of oci://ghcr.io/kaval-org/manifests/core-stack: 2.1.0, to which ring 'production' of 'core-stack' is pinned\n  + ignoreDifferences: recorded with 2.1.0 for Deployment web\n",
  );
});

it.each(['cluster-vending', 'core-stack', 'flux-fleet'])(
  'writes the YAML that stands beside the example %s, as a person has read it',
  (example) => {
    const folder = repository(example);
    synth(folder);
    const expected = join(root, 'examples', example, 'expected');
    if (process.env['UPDATE_GOLDEN'] === '1') {
      rmSync(expected, { recursive: true, force: true });
      cpSync(join(folder, 'dist'), expected, { recursive: true });
    }
    expect(filesBelow(join(folder, 'dist'))).toEqual(filesBelow(expected));
  },
);

it('writes the example from the top of a clone, as its cdk8s.yaml says', () => {
  const clone = join(folders, 'clone');
  mkdirSync(join(clone, 'examples'), { recursive: true });
  cpSync(join(root, 'cdk8s.yaml'), join(clone, 'cdk8s.yaml'));
  cpSync(repository(), join(clone, 'examples/core-stack'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  symlinkSync(join(root, 'build'), join(clone, 'build'));
  const made = { name: 'clone', scripts: { build: 'node --eval 0' } };
  writeFileSync(join(clone, 'package.json'), JSON.stringify(made));
  expect(synth(clone).stderr).toBe('');
  expect(filesBelow(join(clone, 'dist'))).toEqual(
    filesBelow(join(root, 'examples/core-stack/expected')),
  );
});
