import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { init } from '../../lib/cli/commands/init';
import { PACKAGES } from '../../lib/cli/init/settings';
import { run } from '../../lib/cli/run';
import { memoryWorld, type MemoryWorld } from '../support/memory-world';
import { root } from '../support/source-files';

let world: MemoryWorld;
beforeEach(() => {
  world = memoryWorld();
});

const cli = (...argv: string[]) => run(['init', ...argv], [init], world, '0.0.0');
const file = (path: string) => world.disk.read(path)?.toString() ?? '';
const origin = (url: string, path = '') => {
  const config = `[core]\n\tbare = false\n[remote "origin"]\n\turl = ${url}\n\tfetch = +refs/heads/*\n`;
  world.files.set(`/work/${path}.git/config`, Buffer.from(config));
};

const FILES = [
  '.gitignore',
  'cdk8s-gitops.yaml',
  'cdk8s.yaml',
  'inventory.yaml',
  'main.ts',
  'package.json',
  'platform.test.ts',
  'platform.ts',
  'releases.yaml',
  'tsconfig.json',
];

describe('init', () => {
  it('writes a platform repository, and what to do next', async () => {
    expect(await cli()).toBe(0);
    expect(world.out).toEqual(FILES.map((name) => `written  ${name}`));
    expect(world.err).toEqual([
      expect.stringContaining('git has no origin that says more'),
      'next: npm install && npx cdk8s-gitops synth && npm test',
    ]);
  });

  it('writes it to another folder, which it makes', async () => {
    expect(await cli('apps/My Platform')).toBe(0);
    expect(JSON.parse(file('apps/My Platform/package.json'))).toMatchObject({
      name: 'my-platform',
    });
    expect(world.err.at(-1)).toContain('next: cd apps/My Platform && npm install');
  });

  it('overwrites nothing, and says what it kept', async () => {
    world.files.set('/work/package.json', Buffer.from('{}'));
    world.files.set('/work/.gitignore', Buffer.from('mine\n'));
    expect(await cli()).toBe(0);
    expect([file('package.json'), file('.gitignore')]).toEqual(['{}', 'mine\n']);
    expect(world.out).toContain('kept     package.json');
    expect(world.out).toContain('written  main.ts');
  });

  it('adds nothing the second time', async () => {
    await cli('--ci', 'github');
    const before = new Map(world.files);
    expect(await cli('--ci', 'github')).toBe(0);
    expect(world.files).toEqual(before);
    expect(world.out.at(-1)).toBe('kept     .github/workflows/platform.yaml');
  });

  it('adds CI alone to a program that is there', async () => {
    world.files.set('/work/cdk8s.yaml', Buffer.from('app: node main.js\n'));
    expect(await cli('--ci', 'gitlab')).toBe(0);
    expect(world.out).toEqual(['written  .gitlab-ci.yml']);
    expect(world.err).toEqual(['cdk8s.yaml: the program that is there stays']);
  });

  it.each([
    [
      'git@github.com:Kaval-Org/Platform.git',
      'ghcr.io/kaval-org/platform',
      'github.com/Kaval-Org/Platform',
    ],
    ['https://github.com/kaval/p', 'ghcr.io/kaval/p', 'github.com/kaval/p'],
    ['https://user:token@github.com/kaval/p.git', 'ghcr.io/kaval/p', 'github.com/kaval/p'],
    ['ssh://git@gitlab.com:22/a/b/c.git', 'registry.gitlab.com/a/b/c', 'gitlab.com/a/b/c'],
    ['git@gitlab.acme.io:a/b.git', 'registry.gitlab.acme.io/a/b', 'gitlab.acme.io/a/b'],
    ['https://git.acme.io/a/b.git', 'ghcr.io/acme/platform', 'git.acme.io/a/b'],
    ['/srv/git/p.git', 'ghcr.io/acme/platform', 'github.com/acme/platform'],
  ])('takes registry and address from an origin %s', async (url, repository, repo) => {
    origin(url);
    expect(await cli()).toBe(0);
    expect(file('platform.ts')).toContain(`repository: '${repository}/web',`);
    expect(file('platform.ts')).toContain(`repoURL: 'https://${repo}.git', path: 'dist/hub'`);
    expect(file('platform.ts')).not.toContain('token');
    // Whatever is only an example is said to be one.
    const isExample = [repository, `ghcr.io/${repo}`].some((text) =>
      text.includes('acme/platform'),
    );
    expect(world.err.join().includes('put yours there')).toBe(isExample);
  });

  it('takes them from the command line first', async () => {
    origin('git@github.com:kaval/p.git');
    const flags = ['--repository', 'registry.acme.io/p', '--repo-url', 'git@git.acme.io:a/p.git'];
    expect(await cli(...flags)).toBe(0);
    expect(file('platform.ts')).toContain("repository: 'registry.acme.io/p/web'");
    expect(file('platform.ts')).toContain("repoURL: 'git@git.acme.io:a/p.git'");
    expect(world.err.join()).not.toContain('git has no origin');
  });

  it('knows that it is below the top of a repository', async () => {
    origin('git@github.com:kaval/p.git');
    expect(await cli('infra/platform')).toBe(0);
    expect(file('infra/platform/platform.ts')).toContain("path: 'infra/platform/dist/hub'");
    expect(await cli('infra/my other', '--ci', 'github')).toBe(2);
    expect(world.err.at(-1)).toContain("'infra/my other/' has characters that every line");
    expect(world.files.has('/work/infra/my other/main.ts')).toBe(false);
  });

  it.each([
    ['github', '.github/workflows/infra-platform.yaml'],
    ['gitlab', '.gitlab-ci.yml'],
  ])('writes what %s runs to the top, and never over something', async (host, path) => {
    origin('git@github.com:kaval/p.git');
    expect(await cli('infra/platform', '--ci', host)).toBe(0);
    expect(file(path)).toContain('infra/platform');
    expect(world.out).toContain(`written  ${path}`);
    expect(world.err.join('\n')).not.toContain('is there and stays');
    world.files.set(`/work/${path}`, Buffer.from('theirs'));
    expect(await cli('infra/platform', '--ci', host)).toBe(0);
    expect(file(path)).toBe('theirs');
    expect(world.err.join('\n')).toContain(`${path} is there and stays: move it away`);
  });

  it('deploys the branch that origin has as its own, else main', async () => {
    origin('git@github.com:kaval/p.git');
    await cli('--ci', 'github');
    expect(file('.github/workflows/platform.yaml')).toContain('branches: ["main"]');
    world.files.delete('/work/.github/workflows/platform.yaml');
    const head = 'ref: refs/remotes/origin/trunk\n';
    world.files.set('/work/.git/refs/remotes/origin/HEAD', Buffer.from(head));
    await cli('--ci', 'github');
    expect(file('.github/workflows/platform.yaml')).toContain('branches: ["trunk"]');
  });

  it.each([
    [['--ci', 'jenkins'], 'CLI_FLAG_VALUE', /github, gitlab/],
    [['--repository', 'ghcr.io/acme/p:v1'], 'CLI_FLAG_VALUE', /--repository is/],
    [['--repository', 'oci://ghcr.io/acme/p'], 'CLI_FLAG_VALUE', /--repository is/],
    [['--repository', "ghcr.io/acme/p'"], 'CLI_FLAG_VALUE', /--repository is/],
    [['--repo-url', "https://g.io/a';"], 'CLI_FLAG_VALUE', /--repo-url is/],
    [['a', 'b'], 'CLI_ARGUMENTS', /not 'b'/],
    [[''], 'CLI_ARGUMENTS', /is no folder/],
    [['there'], 'CLI_ARGUMENTS', /'there' is no folder/],
  ])('refuses %j, and writes nothing', async (argv, code, message) => {
    world.files.set('/work/there', Buffer.from('a file'));
    expect(await cli(...argv)).toBe(2);
    expect(world.err[0]).toContain(`error ${code}: `);
    expect(world.err[0]).toMatch(message);
    expect(world.files.size).toBe(1);
  });
});

it('installs what this package is tested with', () => {
  const { devDependencies, overrides } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  ) as Record<'devDependencies' | 'overrides', Record<string, string>>;
  expect({ ...devDependencies, ...overrides }).toMatchObject({
    ...PACKAGES.dependencies,
    ...PACKAGES.devDependencies,
    ...PACKAGES.overrides,
  });
});
