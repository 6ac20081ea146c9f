import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { realDisk } from '../../constructs/disk';
import { pack } from '../../lib/cli/commands/pack';
import { push } from '../../lib/cli/commands/push';
import { run } from '../../lib/cli/run';
import { digestOf, packSync, profiles, readLayout, unpack } from '../../lib/oci';
import { memoryWorld, type MemoryWorld } from '../support/memory-world';
import { tempFolder } from '../support/temp-folder';

const YAML = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';
const files = [{ path: 'a.yaml', content: YAML }];

const root = tempFolder();
let world: MemoryWorld;
beforeEach(() => {
  world = memoryWorld({ 'core/a.yaml': YAML });
});
const cli = (...argv: string[]) => run(argv, [pack, push], world, '0.0.0');
const packed = (layout = '.gitops/oci') => readLayout(world.disk, layout);
const manifestOf = () => JSON.parse(packed().manifest.bytes.toString()) as Manifest;

interface Manifest {
  readonly config: { readonly mediaType: string };
  readonly layers: readonly { readonly mediaType: string }[];
  readonly annotations?: Readonly<Record<string, string>>;
}

describe('profiles', () => {
  const DIGESTS = {
    gitops: 'application/vnd.cncf.flux.config.v1+json application/vnd.oci.image.layer.v1.tar+gzip',
    'flux-native':
      'application/vnd.cncf.flux.config.v1+json application/vnd.cncf.flux.content.v1.tar+gzip',
    'image-config':
      'application/vnd.oci.image.config.v1+json application/vnd.oci.image.layer.v1.tar+gzip',
  } as const;

  test.each(Object.entries(DIGESTS))('%s has its media types', async (profile, types) => {
    expect(await cli('pack', '--path', 'core', '--profile', profile)).toBe(0);
    const { config, layers } = manifestOf();
    expect(`${config.mediaType} ${layers[0]?.mediaType}`).toBe(types);
    expect(unpack(packed()).map(({ path }) => path)).toEqual(['a.yaml']);
  });

  test('gitops is the default', async () => {
    await cli('pack', '--path', 'core');
    await cli('pack', '--path', 'core', '--profile', 'gitops');
    expect(world.out[0]).toBe(world.out[1]);
    expect(world.out[0]).toBe(packSync(files).digest);
  });

  test('flux-native says what Argo CD needs', async () => {
    await cli('pack', '--path', 'core', '--profile', 'flux-native');
    expect(world.err).toEqual([
      expect.stringContaining('ARGOCD_REPO_SERVER_OCI_LAYER_MEDIA_TYPES'),
    ]);
  });

  test('image-config is a valid image: platform, and one diff_id for one layer', () => {
    const created = '2026-01-31T12:00:00Z';
    const { config, layer } = packSync(files, { profile: profiles['image-config'], created });
    const image = JSON.parse(config.bytes.toString()) as {
      rootfs: { diff_ids: readonly string[] };
      history: readonly object[];
    };
    expect(image).toMatchObject({ architecture: 'amd64', os: 'linux', created });
    const tar = require('node:zlib').gunzipSync(layer.bytes) as Buffer;
    expect(image.rootfs).toEqual({ type: 'layers', diff_ids: [digestOf(tar)] });
    expect(image.history).toEqual([{ created, comment: 'manifests' }]);
  });

  test('xpkg is what --xpkg makes, and refuses what enters no package', async () => {
    const meta = 'apiVersion: meta.pkg.crossplane.io/v1\nkind: Configuration\n';
    world = memoryWorld({ 'pkg/crossplane.yaml': `${meta}metadata: { name: p }\nspec: {}\n` });
    await cli('pack', '--path', 'pkg', '--profile', 'xpkg');
    await cli('pack', '--path', 'pkg', '--xpkg');
    expect(world.out[0]).toBe(world.out[1]);
    expect(await cli('pack', '--path', 'pkg', '--xpkg', '--revision', 'x')).toBe(2);
    expect(await cli('pack', '--path', 'pkg', '--xpkg', '--profile', 'gitops')).toBe(2);
  });
});

describe('what is left out', () => {
  test('is said, and may be changed as flux users do', async () => {
    world = memoryWorld({ 'core/a.yaml': YAML, 'core/b.png': 'x', 'core/notes/c.md': 'x' });
    await cli('pack', '--path', 'core', '--add-ignore-paths', 'notes/,x');
    expect(world.err).toEqual(['left out: b.png, notes/c.md']);
    expect(world.out[0]).toBe(packSync(files).digest);
    await cli('pack', '--path', 'core', '--ignore-paths', '*.yaml');
    expect(unpack(packed()).map(({ path }) => path)).toEqual(['b.png', 'notes/c.md']);
  });

  test('is named up to five files', async () => {
    const pictures = Array.from({ length: 7 }, (_, i) => [`core/${i}.png`, 'x'] as const);
    world = memoryWorld({ 'core/a.yaml': YAML, ...Object.fromEntries(pictures) });
    await cli('pack', '--path', 'core');
    expect(world.err).toEqual(['left out: 0.png, 1.png, 2.png, 3.png, 4.png and 2 more']);
  });
});

describe('identity', () => {
  test('is that of the content, whatever the clock says', async () => {
    await cli('pack', '--path', 'core', '--identity', 'content', '--reproducible');
    expect(world.out).toEqual([packSync(files).digest]);
  });

  test('of source, revision and annotations enters the digest', async () => {
    const flags = ['--source', 'here', '--revision', 'main@sha1:0', '-a', 'a=b=c'];
    await cli('pack', '--path', 'core', ...flags);
    expect(world.out[0]).not.toBe(packSync(files).digest);
    expect(manifestOf().annotations).toEqual({
      a: 'b=c',
      'org.opencontainers.image.revision': 'main@sha1:0',
      'org.opencontainers.image.source': 'here',
    });
  });

  test('of a commit has its time in UTC, origin without login, and branch', async () => {
    const folder = gitFolder();
    for (const TZ of ['UTC', 'Asia/Tokyo']) {
      await cliIn(folder, { TZ }, 'pack', '--path', 'core', '--identity', 'commit');
    }
    expect(world.out[0]).toBe(world.out[1]);
    const { annotations } = manifestOf();
    expect(annotations).toEqual({
      'org.opencontainers.image.created': '2026-01-31T10:00:00Z',
      'org.opencontainers.image.revision': expect.stringMatching(/^live@sha1:[0-9a-f]{40}$/),
      'org.opencontainers.image.source': 'https://git.acme.io/platform.git',
    });
    expect(JSON.parse(packed().config.bytes.toString())).toMatchObject({
      created: '2026-01-31T10:00:00Z',
    });
    expect(world.err).toEqual([]);
  });

  test('of a commit says that the folder holds something else', async () => {
    const folder = gitFolder();
    writeFileSync(join(folder, 'core/b.yaml'), YAML);
    await cliIn(folder, {}, 'pack', '--path', 'core', '--identity', 'commit');
    expect(world.err).toEqual([
      expect.stringMatching(/^'core' has changes that commit \w+ lacks$/),
    ]);
  });

  test('takes SOURCE_DATE_EPOCH before the commit, also without git', async () => {
    const env = { SOURCE_DATE_EPOCH: '0', GIT_CEILING_DIRECTORIES: '/' };
    const folder = plainFolder();
    await cliIn(folder, env, 'pack', '--path', 'core', '--identity', 'commit');
    expect(manifestOf().annotations).toEqual({
      'org.opencontainers.image.created': '1970-01-01T00:00:00Z',
    });
  });

  test.each([
    [{ SOURCE_DATE_EPOCH: 'yesterday' }, "SOURCE_DATE_EPOCH is 'yesterday'"],
    [{}, 'is in no git repository with a commit, and SOURCE_DATE_EPOCH is not set'],
  ])('of a commit fails without a time: %j', async (env, message) => {
    const folder = plainFolder();
    expect(await cliIn(folder, env, 'pack', '--path', 'core', '--identity', 'commit')).toBe(2);
    expect(world.err[0]).toContain(message);
  });

  test.each([
    [['--reproducible', '--identity', 'commit'], 'do not go together'],
    [['--annotations', 'key'], "--annotations is 'key'"],
  ])('%j is refused', async (flags, message) => {
    expect(await cli('pack', '--path', 'core', ...flags)).toBe(2);
    expect(world.err[0]).toContain(message);
  });
});

function cliIn(cwd: string, env: Record<string, string>, ...argv: string[]) {
  const { PATH = '' } = process.env;
  const disk = realDisk(cwd);
  world = { ...world, cwd, disk, env: { PATH, ...env } };
  return cli(...argv);
}

function plainFolder(): string {
  const folder = mkdtempSync(join(root, 'x-'));
  mkdirSync(join(folder, 'core'));
  writeFileSync(join(folder, 'core/a.yaml'), YAML);
  return folder;
}

/** A repository with one commit of `core/a.yaml`. */
function gitFolder(): string {
  const folder = plainFolder();
  const date = '2026-01-31T12:00:00+02:00';
  const env = { ...process.env, GIT_COMMITTER_DATE: date, GIT_AUTHOR_DATE: '2020-01-01T00:00:00Z' };
  for (const args of [
    ['init', '-q', '-b', 'live'],
    ['remote', 'add', 'origin', 'https://ci:secret-token@git.acme.io/platform.git'],
    ['add', '.'],
    ['-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-qm', 'x'],
  ]) {
    execFileSync('git', args, { cwd: folder, env });
  }
  return folder;
}
