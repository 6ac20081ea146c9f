import { generateKeyPairSync } from 'node:crypto';
import { formatRecord } from '../../constructs/artifact/record';
import { commands } from '../../lib/cli/commands';
import { run } from '../../lib/cli/run';
import { isPin, parseReleases } from '../../lib/releases';
import { memoryWorld, type MemoryWorld } from '../support/memory-world';
import { startRegistry, type RegistryDouble } from '../support/registry';

const alice = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
const config = (name: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  namespace: shop\n`;

let double: RegistryDouble;
let world: MemoryWorld;
beforeEach(async () => {
  double = await startRegistry();
  world = memoryWorld({
    'a/a.yaml': config('a'),
    'b/b.yaml': config('b'),
    'alice.key': alice.privateKey,
    'alice.pub': alice.publicKey,
    'releases.yaml': 'core:\n  staging: head\n',
  });
});
afterEach(() => double.close());

const cli = (...argv: string[]) => run(argv, commands, world, '0.0.0');

/** Packs a folder and tells the digest. */
async function packed(folder: string, out: string, name: string): Promise<string> {
  expect(await cli('pack', '--path', folder, '--out', out, '--name', name)).toBe(0);
  return world.out.splice(0)[0]?.replace(/^.*@/, '') ?? '';
}

describe('promote of a layout that was carried over', () => {
  const promoted = (place: string) =>
    cli('promote', 'core', '--layout', place, '--to', 'live', '--repository', `${double.host}/l`);
  const pin = () => {
    const text = world.disk.read('releases.yaml')?.toString() ?? '';
    const ring = parseReleases(text, 'r').ring('core', 'live');
    return isPin(ring) ? ring : undefined;
  };

  test('knows the rules of what the last synth made', async () => {
    const digest = await packed('a', 'box', 'core');
    const rule = { group: 'apps', kind: 'Deployment', name: 'w', jsonPointers: ['/spec/replicas'] };
    const record = formatRecord({
      program: 'p',
      outdir: 'dist',
      files: [],
      artifacts: [
        {
          ...{
            name: 'core',
            kind: 'artifact',
            repository: 'h/r',
            files: [],
            drift: [rule],
            digest,
          },
          syncOptions: ['ServerSideApply=true'],
        },
      ],
    });
    world.disk.write(new Map([['.gitops/artifacts.json', record]]));
    expect(await promoted('box')).toBe(0);
    expect(pin()).toMatchObject({ digest, drift: [rule], syncOptions: ['ServerSideApply=true'] });
  });

  test('takes what has the name of the artifact, where it holds several', async () => {
    await packed('a', 'box', 'other');
    const digest = await packed('b', 'box', 'core');
    expect(await promoted('box')).toBe(0);
    expect(pin()?.digest).toBe(digest);
  });

  test('takes the one that it holds, whatever its name', async () => {
    const digest = await packed('a', 'box', 'other');
    expect(await promoted('box')).toBe(0);
    expect(pin()?.digest).toBe(digest);
  });

  test('takes what is named, and refuses to guess', async () => {
    const digest = await packed('a', 'box', 'one');
    await packed('b', 'box', 'two');
    expect(await promoted('box')).toBe(2);
    expect(await promoted('box:one')).toBe(0);
    expect(pin()?.digest).toBe(digest);
  });
});

test('copy takes what it verified, wherever the tag goes meanwhile', async () => {
  const digest = await packed('a', 'box', 'core');
  const other = await packed('b', 'other', 'core');
  const remote = `oci://${double.host}/acme/core:v1`;
  await cli('sign', 'box', '--key', 'alice.key');
  await cli('copy', 'box', remote);
  await cli('copy', 'other', `oci://${double.host}/acme/core:v2`);
  const { manifests } = double.store;
  const moved = manifests.get(`acme/core:v2`);
  expect(moved && [digest, other].every((one) => manifests.has(`acme/core:${one}`))).toBe(true);
  const test = (line: string) => {
    if (/referrers/.test(line) && moved) manifests.set('acme/core:v1', moved);
    return false;
  };
  double.faults.instead.push({ match: { test } as RegExp, status: 500 });
  expect(await cli('copy', remote, 'out', '--verify-key', 'alice.pub')).toBe(0);
  expect(manifests.get('acme/core:v1')).toBe(moved);
  world.out.length = 0;
  await cli('resolve', 'out');
  expect(world.out).toEqual([`out@${digest}`]);
});
