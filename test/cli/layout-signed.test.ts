import { generateKeyPairSync } from 'node:crypto';
import { commands } from '../../lib/cli/commands';
import { run } from '../../lib/cli/run';
import { isPin, parseReleases } from '../../lib/releases';
import { memoryWorld, type MemoryWorld } from '../support/memory-world';
import { startRegistry, type RegistryDouble } from '../support/registry';

const pair = () =>
  generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
const [alice, bob] = [pair(), pair()];
const RELEASES = 'core:\n  staging: head\n';

let double: RegistryDouble;
let world: MemoryWorld;
let digest: string;
beforeEach(async () => {
  double = await startRegistry();
  world = memoryWorld({
    'a/a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n',
    'b/b.yaml': 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: b\n',
    'alice.key': alice.privateKey,
    'alice.pub': alice.publicKey,
    'bob.key': bob.privateKey,
    'bob.pub': bob.publicKey,
    'releases.yaml': RELEASES,
    'p.json': '{}',
  });
  await cli('pack', '--path', 'a', '--out', 'box', '--name', 'core');
  digest = world.out.splice(0)[0]?.replace(/^.*@/, '') ?? '';
});
afterEach(() => double.close());

const cli = (...argv: string[]) => run(argv, commands, world, '0.0.0');
const err = () => world.err.join('\n');
const remote = (path = 'acme/core') => `oci://${double.host}/${path}:v1`;
const signed = (key = 'alice.key', ...more: string[]) =>
  cli('sign', 'box:core', '--key', key, ...more);
const verified = (place = 'box', key = 'alice.pub', ...more: string[]) =>
  cli('verify', place, '--key', key, ...more);
const blobsOf = (folder: string) =>
  [...world.files.keys()].filter((path) => path.startsWith(`/work/${folder}/blobs/`)).sort();

describe('a layout', () => {
  test('is signed where it is, and verified there, with nobody asked', async () => {
    expect(await verified()).toBe(1);
    expect(err()).toContain('it has no signatures');
    expect(await signed()).toBe(0);
    expect(world.out).toEqual([`box@${digest}`]);
    expect(await verified()).toBe(0);
    expect(await verified(`box@${digest}`)).toBe(0);
    expect(await verified('box', 'bob.pub')).toBe(1);
    expect(double.requests).toEqual([]);
  });

  test('is signed once by a key, and by each key', async () => {
    await signed();
    const before = new Map(world.files);
    expect(await signed()).toBe(0);
    expect(err()).toContain('unchanged: this key has signed it already');
    expect(world.files).toEqual(before);
    await signed('bob.key');
    expect(await verified('box', 'bob.pub')).toBe(0);
    expect(await verified('box', 'alice.pub')).toBe(0);
  });

  test('gets its index last, in one write with the signature', async () => {
    const written: string[][] = [];
    const { disk } = world;
    const spying = {
      ...disk,
      write: (files: ReadonlyMap<string, string | Uint8Array>) => {
        written.push([...files.keys()]);
        disk.write(files);
      },
    };
    world = { ...world, disk: spying };
    await signed();
    expect(written).toHaveLength(1);
    expect(written[0]?.at(-1)).toBe('box/index.json');
    expect(written[0]?.slice(0, -1).every((path) => path.startsWith('box/blobs/'))).toBe(true);
  });

  test('shows its signatures as a tree, and lists no artifact more', async () => {
    await signed('alice.key', '--legacy');
    world.out.length = 0;
    await cli('tree', 'box');
    expect(world.out[1]).toContain('application/vnd.dev.sigstore.bundle.v0.3+json');
    await cli('list', 'box', '-o', 'name');
    expect(world.out.slice(-1)).toEqual(['box:core']);
  });

  test('has statements attached, of which the images of its manifests are known', async () => {
    expect(await cli('attest', 'box', '--provenance', '--sbom', '--key', 'alice.key')).toBe(0);
    for (const type of ['slsaprovenance1', 'cyclonedx']) {
      expect(await verified('box', 'alice.pub', '--type', type)).toBe(0);
    }
    world.out.length = 0;
    await verified('box', 'alice.pub', '--type', 'cyclonedx', '-o', 'json');
    const { proofs } = JSON.parse(world.out[0] ?? '') as { proofs: { statement: never }[] };
    expect(JSON.stringify(proofs)).toContain(
      `"name":"core","version":"${digest}","purl":"pkg:oci/core@sha256%3A${digest.slice(7)}"`,
    );
  });

  test('whose signature was changed proves nothing', async () => {
    await signed();
    const [bundle] = [...world.files].filter(([, bytes]) => bytes.includes('dsseEnvelope'));
    world.files.set(bundle?.[0] ?? '', Buffer.from('{}'));
    expect(await verified()).toBe(2);
    expect(err()).toContain('OCI_DIGEST_MISMATCH');
  });

  test('loses its signatures with what they are about, the older ones too', async () => {
    await signed('alice.key', '--legacy');
    await cli('pack', '--path', 'b', '--out', 'box', '--name', 'other');
    const others = blobsOf('box').length;
    await cli('rm', `box@${digest}`);
    expect(blobsOf('box')).toHaveLength(3);
    expect(others).toBeGreaterThan(3);
    expect(world.disk.read('box/index.json')?.toString()).not.toContain(digest.slice(7));
  });

  test('keeps both older signatures, and the blobs of neither are lost', async () => {
    await signed('alice.key', '--legacy');
    await signed('bob.key', '--legacy');
    await cli('copy', 'box', remote(), '--no-referrers');
    expect(await verified(remote())).toBe(1);
    await cli('copy', 'box', remote());
    double.store.manifests.delete(`acme/core:${digest.replace(':', '-')}`);
    for (const key of ['alice.pub', 'bob.pub']) expect(await verified(remote(), key)).toBe(0);
  });
});

describe('a folder', () => {
  test('is what was signed, or is told apart', async () => {
    await signed();
    expect(await cli('verify', 'a', 'box', '--key', 'alice.pub')).toBe(0);
    expect(await cli('verify', 'b', 'box', '--key', 'alice.pub')).toBe(2);
    expect(err()).toMatch(/'b' packs to sha256:\w+, which is not box@.*\n.*diff box@sha256/);
    await cli('copy', 'box', remote());
    expect(await cli('verify', 'a', remote(), '--key', 'alice.pub')).toBe(0);
    expect(await cli('verify', 'b', remote(), '--key', 'alice.pub')).toBe(2);
    expect(err()).toContain(`diff oci://${double.host}/acme/core@sha256:`);
    expect(await cli('verify', 'box', remote(), '--key', 'alice.pub')).toBe(2);
    expect(err()).toContain("'box' is no plain folder");
  });

  test('that is what was signed by somebody else is not verified', async () => {
    await signed('bob.key');
    expect(await cli('verify', 'a', 'box', '--key', 'alice.pub')).toBe(1);
  });
});

describe('signatures of a layout arrive', () => {
  const puts = () => double.requests.filter((line) => /^PUT .*\/manifests\//.test(line));

  test.each([
    ['copy', () => cli('copy', 'box', remote())],
    ['push', () => cli('push', remote(), '--layout', 'box', '--no-lint')],
  ])('by %s, before the tag', async (_, carry) => {
    await signed('alice.key', '--legacy');
    expect(await carry()).toBe(0);
    expect(await verified(remote())).toBe(0);
    expect(puts().at(-1)).toBe('PUT /v2/acme/core/manifests/v1');
    expect(puts()).toContain(`PUT /v2/acme/core/manifests/${digest.replace(':', '-')}.sig`);
  });

  test('from a registry and back again, byte by byte', async () => {
    await signed('alice.key', '--legacy');
    await cli('copy', 'box', remote());
    expect(await cli('copy', remote(), 'back:core')).toBe(0);
    expect(blobsOf('back')).toEqual(blobsOf('box').map((path) => path.replace('/box/', '/back/')));
    expect(await verified('back')).toBe(0);
    expect(world.disk.read('back/index.json')).toEqual(world.disk.read('box/index.json'));
  });

  test('a second time with nothing written', async () => {
    await signed('alice.key', '--legacy');
    await cli('copy', 'box', remote());
    double.requests.length = 0;
    expect(await cli('copy', 'box', remote())).toBe(0);
    expect(double.requests.filter((line) => /^P(?:OST|ATCH)/.test(line))).toEqual([]);
    expect(puts().filter((line) => !line.includes('@') && /:v1|\.sig$/.test(line))).toEqual([]);
  });
});

describe('copy refuses what is not signed', () => {
  const files = () => [...world.files.keys()].filter((path) => path.startsWith('/work/out/'));

  test('into a registry and into a layout, before anything is written', async () => {
    const flags = ['--verify-key', 'alice.pub'];
    expect(await cli('copy', 'box', remote(), ...flags)).toBe(2);
    expect(await cli('copy', 'box', 'out', ...flags)).toBe(2);
    expect(err()).toContain('CLI_NOT_SIGNED');
    expect(double.requests).toEqual([]);
    expect(files()).toEqual([]);
    await signed();
    expect(await cli('copy', 'box', remote(), ...flags)).toBe(0);
    expect(await cli('copy', remote(), 'out', ...flags)).toBe(0);
    expect(await cli('copy', remote(), 'out', '--verify-key', 'bob.pub')).toBe(2);
  });

  test('of all tags, the first that is not', async () => {
    await signed();
    await cli('copy', 'box', remote());
    const all = (key: string) =>
      cli(
        'copy',
        `oci://${double.host}/acme/core`,
        `oci://${double.host}/live/core`,
        '--all-tags',
        '--verify-key',
        key,
      );
    expect(await all('bob.pub')).toBe(2);
    expect([...double.store.manifests.keys()].some((key) => key.startsWith('live/'))).toBe(false);
    expect(await all('alice.pub')).toBe(0);
  });
});

describe('a policy', () => {
  beforeEach(() => {
    const text = `rules:
- { repositories: ['${double.host}/live/*'], signers: [{ key: alice.pub }] }
- { repositories: ['${double.host}/scratch/*'], unsigned: true }
`;
    world.disk.write(new Map([['signers.yaml', text]]));
  });
  const policy = ['--policy', 'signers.yaml'];

  test('asks of which repository a layout is, and takes its rule', async () => {
    await signed();
    expect(await cli('verify', 'box', ...policy)).toBe(2);
    expect(err()).toContain('a layout is of none');
    const of = (path: string) => ['--repository', `${double.host}/${path}`];
    expect(await cli('verify', 'box', ...policy, ...of('live/core'))).toBe(0);
    expect(await cli('verify', 'box', ...policy, ...of('other/core'))).toBe(2);
    expect(await cli('pull', 'box', '-o', 'got', ...policy, ...of('live/core'))).toBe(0);
    expect(await cli('verify', remote(), ...policy, ...of('live/core'))).toBe(2);
    expect(err()).toContain('--repository is for layouts');
  });

  test('of where it is copied to counts for a layout', async () => {
    expect(await cli('copy', 'box', remote('live/core'), ...policy)).toBe(2);
    expect(await cli('copy', 'box', remote('scratch/core'), ...policy)).toBe(0);
    await signed();
    expect(await cli('copy', 'box', remote('live/core'), ...policy)).toBe(0);
    expect(await cli('copy', 'box', remote('other/core'), ...policy)).toBe(2);
    expect(err()).toContain('has no rule for');
  });

  test('that lets anybody push is told as JSON as well, and as not verified', async () => {
    await cli('copy', 'box', remote('scratch/core'));
    world.out.length = 0;
    expect(await cli('verify', remote('scratch/core'), ...policy, '-o', 'json')).toBe(0);
    expect(JSON.parse(world.out.join(''))).toEqual({
      reference: `${double.host}/scratch/core@${digest}`,
      required: false,
      verified: false,
      proofs: [],
    });
    world.out.length = 0;
    expect(await cli('verify', remote('scratch/core'), ...policy)).toBe(0);
    expect(world.out).toEqual([]);
  });
});

describe('promote of a layout that was carried over', () => {
  const promoted = (...more: string[]) =>
    cli(
      'promote',
      'core',
      '--layout',
      'box',
      '--to',
      'live',
      '--repository',
      `${double.host}/live/core`,
      ...more,
    );
  const file = () => world.disk.read('releases.yaml')?.toString() ?? '';
  const pin = () => {
    const ring = parseReleases(file(), 'r').ring('core', 'live');
    return isPin(ring) ? ring : undefined;
  };

  test('verifies it, pushes it with its signatures, and writes the ring', async () => {
    await signed('alice.key', '--legacy');
    expect(await promoted('--verify-key', 'alice.pub', '--version', '2.0.0')).toBe(0);
    expect(pin()).toEqual({
      version: '2.0.0',
      repository: `${double.host}/live/core`,
      digest,
      drift: [],
    });
    expect(world.out.at(-1)).toBe(
      `core: live runs ${digest} (2.0.0) of ${double.host}/live/core, as box has it`,
    );
    expect(await verified(`oci://${double.host}/live/core@${digest}`)).toBe(0);
  });

  test('changes nothing where it is not signed', async () => {
    await signed('bob.key');
    expect(await promoted('--verify-key', 'alice.pub')).toBe(2);
    expect(err()).toContain('CLI_NOT_SIGNED');
    expect(double.requests).toEqual([]);
    expect(file()).toBe(RELEASES);
  });

  test('takes a name along that is the version, and moves none', async () => {
    await cli('tag', 'box:core', 'v2.0.0');
    expect(await promoted('--version', '2.0.0')).toBe(0);
    expect(double.store.manifests.has('live/core:v2.0.0')).toBe(true);
    await cli('pack', '--path', 'b', '--out', 'box', '--name', 'core');
    await cli('tag', 'box:core', 'v2.0.0');
    const before = file();
    expect(await promoted('--version', '2.0.0')).toBe(2);
    expect(err()).toContain('CLI_TAG_TAKEN');
    expect(file()).toBe(before);
  });

  test('remembers what the ring ran, and knows the rules of content that a ring ran before', async () => {
    await promoted('--version', '2.0.0');
    const rule = {
      group: 'apps',
      kind: 'Deployment',
      name: 'web',
      jsonPointers: ['/spec/replicas'],
    };
    const text = file().replace(digest, `${digest}, drift: [${JSON.stringify(rule)}]`);
    expect(text).not.toBe(file());
    world.disk.write(new Map([['releases.yaml', text]]));
    await cli('pack', '--path', 'b', '--out', 'next', '--name', 'core');
    const next = ['promote', 'core', '--layout', 'next', '--to', 'live'];
    expect(await cli(...next)).toBe(0);
    expect(pin()?.previous).toMatchObject({ digest, version: '2.0.0' });
    expect(pin()?.drift).toEqual([]);
    expect(await promoted()).toBe(0);
    expect(pin()).toMatchObject({ digest, version: '2.0.0', drift: [rule] });
  });

  test('verifies again what arrived', async () => {
    await signed();
    const list = `live/core:${digest.replace(':', '-')}`;
    // Read once all is there, before it is verified.
    const test = (line: string) => {
      if (line.startsWith('GET') && line.endsWith(digest)) double.store.manifests.delete(list);
      return false;
    };
    double.faults.instead.push({ match: { test } as RegExp, status: 500 });
    expect(await promoted('--verify-key', 'alice.pub')).toBe(2);
    expect(err()).toContain('CLI_NOT_SIGNED');
    expect(err()).toContain(`${double.host}/live/core@`);
    expect(file()).toBe(RELEASES);
  });

  test.each<[string[], string]>([
    [['--layout', 'box', '--from', 'staging', '--to', 'live'], 'takes no --from with --layout'],
    [['--layout', 'box', '--to', 'previous'], 'takes no --to previous with --layout'],
    [['--layout', 'a', '--to', 'live'], "--layout 'a' is no OCI image layout"],
    [['--layout', 'nowhere', '--to', 'live'], "no folder or file 'nowhere'"],
    [['--layout', 'box:x', '--to', 'live', '--repository', 'h/r'], "has no artifact 'x'"],
    [
      ['--layout', 'box', '--to', 'live', '--no-verify', '--repository', 'h/r'],
      'which --no-verify forbids',
    ],
    [['--layout', 'box', '--to', 'live'], 'there is no .gitops/artifacts.json'],
  ])('%j is one clear error', async (argv, message) => {
    expect(await cli('promote', 'core', ...argv)).toBe(2);
    expect(err()).toContain(message);
    expect(file()).toBe(RELEASES);
  });
});
