import { generateKeyPairSync } from 'node:crypto';
import { copy } from '../../lib/cli/commands/copy';
import { pull } from '../../lib/cli/commands/pull';
import { push } from '../../lib/cli/commands/push';
import { sign } from '../../lib/cli/commands/sign';
import { verify } from '../../lib/cli/commands/verify';
import { run } from '../../lib/cli/run';
import { memoryWorld, type MemoryWorld } from '../support/memory-world';
import { startRegistry, type RegistryDouble } from '../support/registry';

const pair = () =>
  generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
const [alice, bob] = [pair(), pair()];
let double: RegistryDouble;
let world: MemoryWorld;

beforeEach(async () => {
  double = await startRegistry();
  world = memoryWorld({
    'a/a.yaml': 'kind: ConfigMap\n',
    'b/a.yaml': 'kind: Secret\n',
    'alice.key': alice.privateKey,
    'alice.pub': alice.publicKey,
    'bob.key': bob.privateKey,
    'bob.pub': bob.publicKey,
  });
  await cli('push', target(), '--path', 'a', '--no-lint');
  await cli('push', target('v2'), '--path', 'b', '--no-lint');
  world.out.length = 0;
});
afterEach(() => double.close());

const target = (tag = 'v1', repository = 'acme/core') =>
  `oci://${double.host}/${repository}:${tag}`;
const cli = (...argv: string[]) => run(argv, [copy, pull, push, sign, verify], world, '0.0.0');
const err = () => world.err.join('\n');
/** `sha256-<hex>.sig` of what is under a tag. */
async function tagOf(tag = 'v1') {
  await cli('verify', target(tag), '--key', 'alice.pub', '-o', 'json');
  const { reference } = JSON.parse(world.out.pop() ?? '') as { reference: string };
  return `${reference.slice(reference.indexOf('@') + 1).replace(':', '-')}.sig`;
}
const stored = (tag: string, repository = 'acme/core') =>
  double.store.manifests.get(`${repository}:${tag}`);
const dropBundles = (tag: string) =>
  double.store.manifests.delete(`acme/core:${tag.replace('.sig', '')}`);

test('--legacy signs in both forms, and each is verified by itself', async () => {
  expect(await cli('sign', target(), '--key', 'alice.key', '--legacy')).toBe(0);
  const tag = await tagOf();
  const manifest = JSON.parse(String(stored(tag)?.bytes)) as { layers: Record<string, unknown>[] };
  expect(manifest.layers).toHaveLength(1);
  expect(manifest.layers[0]?.['mediaType']).toBe(
    'application/vnd.dev.cosign.simplesigning.v1+json',
  );
  expect(await cli('verify', target(), '--key', 'alice.pub')).toBe(0);
  dropBundles(tag);
  world.out.length = 0;
  expect(await cli('verify', target(), '--key', 'alice.pub', '-o', 'json')).toBe(0);
  expect(JSON.parse(world.out[0] ?? '').proofs).toMatchObject([{ legacy: true }]);
  expect(await cli('pull', target(), '--output', 'got', '--verify-key', 'alice.pub')).toBe(0);
  expect(await cli('verify', target(), '--key', 'bob.pub')).toBe(1);
});

test('a second key is added to the first, and a key signs once', async () => {
  await cli('sign', target(), '--key', 'alice.key', '--legacy');
  await cli('sign', target(), '--key', 'bob.key', '--legacy');
  const tag = await tagOf();
  const before = stored(tag)?.bytes;
  expect(await cli('sign', target(), '--key', 'alice.key', '--legacy')).toBe(0);
  expect(err()).toContain('unchanged: this key has signed it already');
  expect(stored(tag)?.bytes).toBe(before);
  expect((JSON.parse(String(before)) as { layers: unknown[] }).layers).toHaveLength(2);
});

test('a signature under the tag of another artifact proves nothing of it', async () => {
  await cli('sign', target(), '--key', 'alice.key', '--legacy');
  const [one, two] = [await tagOf('v1'), await tagOf('v2')];
  const moved = stored(one);
  if (moved) double.store.manifests.set(`acme/core:${two}`, moved);
  expect(await cli('verify', target('v2'), '--key', 'alice.pub')).toBe(1);
  expect(err()).toMatch(/is about sha256:/);
});

test('what a bundle hides from Flux is told', async () => {
  await cli('sign', target(), '--key', 'alice.key', '--legacy');
  dropBundles(await tagOf());
  await cli('sign', target(), '--key', 'bob.key');
  expect(await cli('verify', target(), '--key', 'alice.pub')).toBe(0);
  expect(err()).toContain('Flux from 2.8 does not see it beside a bundle');
});

test('a push signs in both forms before the tag, and a copy takes both along', async () => {
  double.requests.length = 0;
  const flags = ['--sign', '--legacy', '--key', 'alice.key', '--no-lint'];
  expect(await cli('push', target('v3'), '--path', 'b', ...flags)).toBe(0);
  const puts = double.requests.filter((line) => line.startsWith('PUT') && /manifests/.test(line));
  expect(puts.at(-1)).toBe('PUT /v2/acme/core/manifests/v3');
  const tag = await tagOf('v3');
  expect(puts.some((line) => line.endsWith(tag))).toBe(true);
  await cli('copy', target('v3'), target('v3', 'live/core'));
  expect(stored(tag, 'live/core')).toBeDefined();
});

test.each<[string[], string]>([
  [['push', 'T', '--path', 'a', '--no-lint', '--legacy'], 'push takes no --legacy without --sign'],
  [['push', 'T', '--path', 'a', '--no-lint', '--attest', 'sbom'], 'push takes no --attest without'],
  [
    ['push', 'T', '--path', 'a', '--no-lint', '--sign', '--key', 'alice.key', '--attest', 'sbom,x'],
    "--attest is 'sbom,x'",
  ],
])('%j is one clear error', async (argv, message) => {
  expect(await cli(...argv.map((one) => (one === 'T' ? target() : one)))).toBe(2);
  expect(err()).toContain(message);
});
