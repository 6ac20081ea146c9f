import { copy } from '../../lib/cli/commands/copy';
import { list } from '../../lib/cli/commands/list';
import { push } from '../../lib/cli/commands/push';
import { resolve } from '../../lib/cli/commands/resolve';
import { rm } from '../../lib/cli/commands/rm';
import { tag } from '../../lib/cli/commands/tag';
import { tree } from '../../lib/cli/commands/tree';
import { run } from '../../lib/cli/run';
import { packSync, parseReference, Registry, writeLayout } from '../../lib/oci';
import { blobOf } from '../../lib/oci/descriptor';
import { memoryWorld, type MemoryWorld } from '../support/memory-world';
import { startRegistry, type RegistryDouble } from '../support/registry';

const artifactOf = (text: string) => packSync([{ path: 'a.yaml', content: text }]);
const one = artifactOf('one');
const two = artifactOf('two');

let double: RegistryDouble;
let world: MemoryWorld;
let registry: Registry;
beforeEach(async () => {
  double = await startRegistry();
  world = memoryWorld();
  registry = new Registry(memoryWorld());
  await registry.push(at('1.9.0'), one, { tags: ['latest', `sha256-${'a'.repeat(64)}`] });
  await registry.push(at('1.10.0'), two, { tags: ['pr-7'] });
  double.requests.length = 0;
});
afterEach(async () => {
  registry.close();
  await double.close();
});

const at = (name: string) => parseReference(`${double.host}/acme/core:${name}`);
const target = (rest = ':1.9.0') => `oci://${double.host}/acme/core${rest}`;
const verbs = [copy, list, push, resolve, rm, tag, tree];
const cli = (...argv: string[]) => run(argv, verbs, world, '0.0.0');
const releases = (text: string) => world.disk.write(new Map([['releases.yaml', text]]));

describe('list', () => {
  const names = async (...flags: string[]) => {
    world.out.length = 0;
    expect(await cli('list', target(''), '--output', 'json', ...flags)).toBe(0);
    return (JSON.parse(world.out.join('\n')) as { tag: string }[]).map((row) => row.tag);
  };

  it('shows versions newest first, then other tags, in 80 columns', async () => {
    releases(`core: { production: { digest: ${one.digest} }, live: { digest: ${one.digest} } }`);
    expect(await cli('list', target(''))).toBe(0);
    expect(world.out).toEqual([
      [
        'TAG     DIGEST               RUNS IN',
        `1.10.0  ${two.digest.slice(0, 19)}`,
        `1.9.0   ${one.digest.slice(0, 19)}  core/production, core/live`,
        `latest  ${one.digest.slice(0, 19)}  core/production, core/live`,
        `pr-7    ${two.digest.slice(0, 19)}`,
      ].join('\n'),
    ]);
  });

  it.each<[string, string[], string[]]>([
    ['versions in a range', ['--filter-semver', '>=1.10'], ['1.10.0']],
    ['what a pattern matches', ['--filter-regex', '^(latest|pr-)'], ['latest', 'pr-7']],
    ['the first', ['--limit', '1'], ['1.10.0']],
    [
      'helper tags too',
      ['--all'],
      ['1.10.0', '1.9.0', 'latest', 'pr-7', `sha256-${'a'.repeat(64)}`],
    ],
  ])('can show %s', async (_, flags, expected) => {
    expect(await names(...flags)).toEqual(expected);
  });

  it('can show what no ring runs', async () => {
    releases(`core: { production: { digest: ${one.digest} } }`);
    expect(await names('--unpinned')).toEqual(['1.10.0', 'pr-7']);
  });

  it('keeps what a ring goes back to', async () => {
    const previous = `previous: { digest: ${two.digest} }`;
    releases(`core: { production: { digest: ${one.digest}, ${previous} } }`);
    expect(await names('--unpinned')).toEqual([]);
  });

  it('knows that a ring at head runs what synth made', async () => {
    releases('core: { staging: head }');
    expect(await cli('list', target(''), '--unpinned')).toBe(2);
    expect(world.err.at(-1)).toContain('CLI_NOTHING_SYNTHESIZED');
    const record = { name: 'core', repository: 'x/core', digest: two.digest, files: [] };
    const text = JSON.stringify({ files: [], artifacts: [record] });
    world.disk.write(new Map([['.gitops/artifacts.json', text]]));
    expect(await names('--unpinned')).toEqual(['1.9.0', 'latest']);
  });

  it('knows that an announced artifact at head follows a tag', async () => {
    const where = `repository: ${double.host}/acme/core, namespace: shop, tag: latest`;
    releases(`core: { ${where}, staging: head }`);
    expect(await names('--unpinned')).not.toContain('latest');
  });

  it('without a file does not say what is unused', async () => {
    expect(await cli('list', target(''), '--unpinned')).toBe(2);
    expect(world.err.join('\n')).toContain('there is no releases.yaml');
  });

  it('prints references for the next program', async () => {
    await cli('list', target(''), '--output', 'name', '--filter-semver', '1.9.x');
    expect(world.out).toEqual([`${double.host}/acme/core:1.9.0`]);
  });

  it('shows a layout', async () => {
    writeLayout(world.disk, 'out', new Map([['core', one]]));
    await cli('list', 'out', '--output', 'json');
    expect(JSON.parse(world.out.join(''))).toEqual([
      { tag: 'core', digest: one.digest, reference: 'out:core', pinnedBy: [] },
    ]);
    expect(double.requests).toEqual([]);
  });

  it.each<[string, string[], string]>([
    ['a tag behind the repository', [':1.9.0'], 'names one tag or digest'],
    ['a range that is none', ['', '--filter-semver', 'latest'], "--filter-semver is 'latest'"],
    ['a pattern that is none', ['', '--filter-regex', '('], "--filter-regex is '('"],
    ['a limit that is none', ['', '--limit', '0'], "--limit is '0'"],
    ['a repository that is not there', ['-not-there'], "has no repository 'acme/core-not-there'"],
  ])('refuses %s', async (_, [rest = '', ...flags], message) => {
    expect(await cli('list', target(rest), ...flags)).toBe(2);
    expect(world.err.join('\n')).toContain(message);
    expect(world.out).toEqual([]);
  });
});

describe('resolve', () => {
  it('prints the reference by digest', async () => {
    await cli('resolve', target(':latest'));
    await cli('resolve', target(':latest'), '--output', 'digest');
    expect(world.out).toEqual([`${double.host}/acme/core@${one.digest}`, one.digest]);
  });

  it.each(['out', 'out:core', `out@${one.digest}`, 'plain'])('knows %s', async (side) => {
    writeLayout(world.disk, 'out', new Map([['core', one]]));
    world.disk.write(new Map([['plain/a.yaml', 'one']]));
    expect(await cli('resolve', side, '--output', 'digest')).toBe(0);
    expect(world.out).toEqual([one.digest]);
  });

  it('of a registry without oci:// says what to write', async () => {
    expect(await cli('resolve', `${double.host}/acme/core:latest`)).toBe(2);
    expect(world.err.join('\n')).toContain(`write oci://${double.host}/acme/core:latest`);
  });
});

describe('tag', () => {
  it('moves several tags, and says which stood there already', async () => {
    expect(await cli('tag', target(), 'stable', '--tag', 'latest')).toBe(0);
    expect(world.out).toEqual([`${double.host}/acme/core@${one.digest}`]);
    expect(world.err).toEqual(['unchanged: latest']);
    expect(await registry.resolve(at('stable'))).toBe(one.digest);
  });

  it('keeps a version where it is with --immutable', async () => {
    expect(await cli('tag', target(':latest'), '1.10.0', '--immutable')).toBe(2);
    expect(world.err.join('\n')).toContain('OCI_TAG_TAKEN');
    expect(await registry.resolve(at('1.10.0'))).toBe(two.digest);
  });

  it('needs a tag', async () => {
    expect(await cli('tag', target())).toBe(2);
    expect(world.err.join('\n')).toContain('tag needs a new tag');
  });
});

describe('copy', () => {
  it('goes from repository to repository', async () => {
    expect(await cli('copy', target(), `oci://${double.host}/live/core:1.9.0`)).toBe(0);
    expect(world.out).toEqual([`${double.host}/live/core@${one.digest}`]);
  });

  it('goes from a registry to a layout, and from there to a registry', async () => {
    expect(await cli('copy', target(), 'backup:core')).toBe(0);
    expect(await cli('copy', 'backup:core', `oci://${double.host}/again/core:1`)).toBe(0);
    expect(world.out).toEqual([`backup@${one.digest}`, `${double.host}/again/core@${one.digest}`]);
  });

  it('takes signatures into a layout, and from there to a registry and another layout', async () => {
    await attach();
    expect(await cli('copy', target(), 'backup:core')).toBe(0);
    expect(await cli('copy', 'backup:core', 'second')).toBe(0);
    await cli('copy', 'second', `oci://${double.host}/again/core:1`);
    expect(world.err).toEqual(Array(3).fill('with 1 manifest that refers to it'));
    world.out.length = 0;
    for (const place of ['backup', 'second', `oci://${double.host}/again/core:1`]) {
      await cli('tree', place);
    }
    const [, ...trees] = world.out.filter((line) => line.startsWith('└─'));
    expect(trees).toEqual(Array(2).fill(world.out.find((line) => line.startsWith('└─'))));
    await cli('list', 'second');
    expect(world.out.at(-1)).not.toContain('sha256-');
  });

  it('leaves signatures behind where that is asked for', async () => {
    await attach();
    expect(await cli('copy', target(), 'backup', '--no-referrers')).toBe(0);
    await cli('tree', 'backup');
    expect(world.out.at(-1)).toBe(`backup@${one.digest}`);
  });

  it('gives the password to whom is written to only', async () => {
    const to = await startRegistry();
    to.gate.way = 'basic';
    to.gate.users.set('alice', 'wonderland');
    double.gate.way = 'basic';
    double.gate.users.set('bob', 'builder');
    const auth = Buffer.from('bob:builder').toString('base64');
    const config = JSON.stringify({ auths: { [double.host]: { auth } } });
    world = memoryWorld(
      { '/dev/stdin': 'wonderland\n', '/docker/config.json': config },
      { env: { DOCKER_CONFIG: '/docker' } },
    );
    const before = double.authorizations.length;
    const login = ['--username', 'alice', '--password-stdin'];
    expect(await cli('copy', target(), `oci://${to.host}/acme/core:1`, ...login)).toBe(0);
    expect(new Set(double.authorizations.slice(before))).toEqual(new Set(['', `Basic ${auth}`]));
    await to.close();
  });
});

describe('rm', () => {
  it('removes a tag', async () => {
    expect(await cli('rm', target(':pr-7'))).toBe(0);
    expect(world.out).toEqual([`${double.host}/acme/core@${two.digest}`]);
    expect(await registry.tags(at('x'))).not.toContain('pr-7');
  });

  it('keeps what a ring runs', async () => {
    releases(`core: { production: { digest: ${one.digest} } }`);
    expect(await cli('rm', target(`@${one.digest}`))).toBe(2);
    expect(world.err.join('\n')).toContain('is what core/production runs');
    expect(await cli('rm', target(`@${one.digest}`), '--force')).toBe(0);
  });
});

test('tree shows what refers to an artifact, and to that', async () => {
  const reference = await attach();
  await registry.attach(parseReference(reference), note('about it'));
  expect(await cli('tree', target())).toBe(0);
  expect(world.out.map((line) => line.replace(/sha256:\w+/, 'sha256:…'))).toEqual([
    `${double.host}/acme/core@sha256:…`,
    '└─ application/vnd.acme.note+json',
    '   sha256:…',
    '   acme.io/note: signed by alice',
    '   └─ application/vnd.acme.note+json',
    '      sha256:…',
    '      acme.io/note: about it',
  ]);
});

const note = (text: string) => ({
  artifactType: 'application/vnd.acme.note+json',
  content: blobOf('application/vnd.acme.note+json', Buffer.from(text)),
  annotations: { 'acme.io/note': text },
});
const attach = async () => (await registry.attach(at('1.9.0'), note('signed by alice'))).reference;
