import { pack } from '../../lib/cli/commands/pack';
import { pull } from '../../lib/cli/commands/pull';
import { push } from '../../lib/cli/commands/push';
import { run } from '../../lib/cli/run';
import { packSync } from '../../lib/oci';
import { packXpkg } from '../../lib/xpkg';
import { memoryWorld, type MemoryWorld } from '../support/memory-world';
import { startRegistry, type RegistryDouble } from '../support/registry';

const GOOD = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n';
const BAD = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndta: {}\n';
const good = packSync([{ path: 'a.yaml', content: GOOD }]);

let double: RegistryDouble;
let world: MemoryWorld;
beforeEach(async () => {
  double = await startRegistry();
  world = memoryWorld({ 'dist/core/a.yaml': GOOD, 'bad/a.yaml': BAD });
});
afterEach(() => double.close());

const cli = (...argv: string[]) => run(argv, [pack, push, pull], world, '0.0.0');
const target = (rest = 'acme/core:v1') => `oci://${double.host}/${rest}`;
const recorded = (digest: string) =>
  world.disk.write(
    new Map([
      [
        '.gitops/artifacts.json',
        JSON.stringify({
          files: [],
          artifacts: [{ name: 'core', repository: `${double.host}/acme/core`, digest, files: [] }],
        }),
      ],
    ]),
  );

describe('pack', () => {
  test('makes a Configuration package, which push takes', async () => {
    const meta =
      'apiVersion: meta.pkg.crossplane.io/v1\nkind: Configuration\nmetadata: { name: p }\n';
    const files = { 'pkg/crossplane.yaml': `${meta}spec: {}\n`, 'pkg/README.md': 'text' };
    world = memoryWorld(files);
    expect(await cli('pack', '--xpkg', '--path', 'pkg')).toBe(0);
    expect(world.out).toEqual([
      packXpkg([{ path: 'a.yaml', content: meta + 'spec: {}' }], '').digest,
    ]);
    expect(
      await cli('push', target('acme/pkg:v1'), '--layout', '.gitops/oci', '--name', 'pkg'),
    ).toBe(0);
    expect(await cli('pack', '--path', 'pkg')).toBe(0);
    expect(world.out.at(-1)).not.toBe(world.out[0]);
  });

  test('refuses a package that Crossplane would refuse', async () => {
    expect(await cli('pack', '--xpkg', '--path', 'dist/core')).toBe(2);
    expect(world.err.join('\n')).toContain('a.yaml:1: ConfigMap');
    expect([...world.files.keys()].filter((path) => path.includes('oci'))).toEqual([]);
  });

  test('prints the digest alone, and adds the artifact to the layout', async () => {
    expect(await cli('pack', '--path', 'dist/core')).toBe(0);
    expect(world.out).toEqual([good.digest]);
    expect(world.files.get('/work/.gitops/oci/index.json')?.toString()).toContain('"core"');
  });

  test('prints what it packed as JSON', async () => {
    await cli('pack', '--path', 'dist/core', '--name', 'it', '--out', 'out', '--output', 'json');
    expect(JSON.parse(world.out[0] ?? '')).toMatchObject({
      digest: good.digest,
      name: 'it',
      layout: 'out',
      files: [{ path: 'a.yaml', sizeBytes: GOOD.length }],
    });
  });

  test('of a missing folder is an error', async () => {
    expect(await cli('pack', '--path', 'nowhere')).toBe(2);
    expect(world.err[0]).toContain("OCI_FOLDER_MISSING: there is no folder 'nowhere'");
    expect(world.out).toEqual([]);
  });
});

describe('push', () => {
  test('prints the reference by digest alone', async () => {
    expect(await cli('push', target(), '--path', 'dist/core', '--tag', 'latest')).toBe(0);
    expect(world.out).toEqual([`${double.host}/acme/core@${good.digest}`]);
    expect(world.err).toEqual([]);
    expect([...double.store.manifests.keys()]).toContain('acme/core:latest');
  });

  test('again says on stderr that nothing changed', async () => {
    await cli('push', target(), '--path', 'dist/core');
    expect(await cli('push', target(), '--path', 'dist/core')).toBe(0);
    expect(world.out[1]).toBe(world.out[0]);
    expect(world.err).toEqual(['unchanged: the registry has it already']);
  });

  test('moves no tag with --immutable, and is content with what is there', async () => {
    const flags = ['--immutable', '--no-lint'];
    expect(await cli('push', target(), '--path', 'dist/core', ...flags)).toBe(0);
    expect(await cli('push', target(), '--path', 'dist/core', ...flags)).toBe(0);
    expect(await cli('push', target(), '--path', 'bad', ...flags)).toBe(2);
    expect(world.err.join('\n')).toContain('OCI_TAG_TAKEN');
  });

  test('takes what was packed', async () => {
    await cli('pack', '--path', 'dist/core');
    expect(await cli('push', target(), '--output', 'json')).toBe(0);
    expect(JSON.parse(world.out[1] ?? '')).toEqual({
      reference: `${double.host}/acme/core@${good.digest}`,
      moved: ['v1'],
      digest: good.digest,
    });
  });

  test('takes from a layout of several what synth recorded for that repository', async () => {
    world.disk.write(new Map([['dist/base/b.yaml', GOOD]]));
    await cli('pack', '--path', 'dist/core');
    await cli('pack', '--path', 'dist/base');
    expect(await cli('push', target())).toBe(2);
    expect(world.err[0]).toContain('holds 2 artifacts: base, core');
    recorded(good.digest);
    expect(await cli('push', target())).toBe(0);
    expect(await cli('push', target('acme/base:v1'), '--name', 'base')).toBe(0);
  });

  test('puts source and revision into the digest', async () => {
    const flags = ['--source', 'https://github.com/acme/x', '--revision', 'main@sha1:abc'];
    expect(await cli('push', target(), '--path', 'dist/core', ...flags)).toBe(0);
    expect(world.out[0]).not.toContain(good.digest);
    const manifest = double.store.manifests.get('acme/core:v1')?.bytes.toString() ?? '';
    expect(JSON.parse(manifest)).toMatchObject({
      annotations: {
        'org.opencontainers.image.source': 'https://github.com/acme/x',
        'org.opencontainers.image.revision': 'main@sha1:abc',
      },
    });
  });

  test('refuses content that is not what synth recorded', async () => {
    recorded(good.digest);
    const flags = ['--source', 'x'];
    expect(await cli('push', target(), '--path', 'dist/core', ...flags)).toBe(2);
    expect(world.err[0]).toContain('OCI_DIGEST_MISMATCH');
    expect(world.err[0]).toContain('leave out --source and --revision');
    world.disk.write(new Map([['dist/core/a.yaml', `${GOOD}data: {}\n`]]));
    expect(await cli('push', target(), '--path', 'dist/core')).toBe(2);
    expect(world.err[1]).toContain('run cdk8s-gitops synth again');
    expect(double.requests).toEqual([]);
  });

  test('stops at lint errors, unless told not to', async () => {
    expect(await cli('push', target(), '--path', 'bad')).toBe(1);
    expect(world.out).toEqual([]);
    expect(world.err.join('\n')).toContain('dta');
    expect(double.requests).toEqual([]);
    expect(await cli('push', target(), '--path', 'bad', '--no-lint')).toBe(0);
  });

  test('reads the password from standard input', async () => {
    double.gate.way = 'basic';
    double.gate.users.set('alice', 'wonderland');
    world.files.set('/dev/stdin', Buffer.from('wonderland\n'));
    const login = ['--username', 'alice', '--password-stdin'];
    expect(await cli('push', target(), '--path', 'dist/core', ...login)).toBe(0);
  });

  test('names a registry that is down', async () => {
    await double.close();
    expect(await cli('push', target(), '--path', 'dist/core')).toBe(2);
    expect(world.err[0]).toContain(`${double.host} refuses the connection`);
  });

  test.each([
    [['ghcr.io/acme'], 'OCI_REFERENCE_INVALID'],
    [['ghcr.io/a/b:v1', '--timeout', 'soon'], "--timeout is 'soon'"],
    [['ghcr.io/a/b:v1', '--tag', 'a b'], "'a b' is no tag"],
    [['ghcr.io/a/b:v1', '--username', 'me'], '--username and --password-stdin go together'],
    [['ghcr.io/a/b:v1', '--username', 'me', '--password-stdin'], 'standard input has no password'],
    [['ghcr.io/a/b:v1', '--ca-file', 'ca.pem'], "there is no --ca-file 'ca.pem'"],
    [['ghcr.io/a/b:v1', '--ca-file', 'dist/core/a.yaml'], 'holds no PEM certificate'],
    [['ghcr.io/a/b:v1', '--layout', 'x'], 'push takes no --layout and --name with --path'],
  ])('refuses %j', async (argv, message) => {
    expect(await cli('push', ...argv, '--path', 'dist/core')).toBe(2);
    expect(world.err[0]).toContain(message);
  });

  test('takes no source without a folder', async () => {
    expect(await cli('push', target(), '--source', 'x')).toBe(2);
    expect(world.err[0]).toContain('push takes no --source without --path');
  });

  test('without anything packed says what to do', async () => {
    expect(await cli('push', target())).toBe(2);
    expect(world.err[0]).toContain("'.gitops/oci' holds no OCI image layout");
  });
});

describe('pull', () => {
  test('writes the files and prints the reference by digest', async () => {
    await cli('push', target(), '--path', 'dist/core');
    expect(await cli('pull', target(), '--output', 'got')).toBe(0);
    expect(world.files.get('/work/got/a.yaml')?.toString()).toBe(GOOD);
    expect(world.out[1]).toBe(`${double.host}/acme/core@${good.digest}`);
  });

  test('writes nothing of what is damaged', async () => {
    await cli('push', target(), '--path', 'dist/core');
    double.faults.blobs = 'wrong';
    expect(await cli('pull', target(), '--output', 'got')).toBe(2);
    expect([...world.files.keys()].filter((path) => path.includes('/got/'))).toEqual([]);
    expect(world.err[0]).toContain('OCI_DIGEST_MISMATCH');
  });

  test('needs a folder', async () => {
    expect(await cli('pull', target())).toBe(2);
    expect(world.err[0]).toContain('pull needs a folder');
  });
});
