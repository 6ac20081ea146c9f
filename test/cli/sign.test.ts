import { generateKeyPairSync } from 'node:crypto';
import { attest } from '../../lib/cli/commands/attest';
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
  world = memoryWorld(
    {
      'a/a.yaml': 'kind: ConfigMap\n',
      'b/a.yaml': 'kind: Secret\n',
      'key.pem': alice.privateKey,
      'alice.pub': alice.publicKey,
      'bob.pub': bob.publicKey,
      'p.json': '{"buildDefinition":{}}',
    },
    { env: { BOB: bob.privateKey } },
  );
  await cli('push', target(), '--path', 'a', '--no-lint');
  await cli('push', target('v2'), '--path', 'b', '--no-lint');
  world.out.length = 0;
});
afterEach(() => double.close());

const target = (tag = 'v1', repository = 'acme/core') =>
  `oci://${double.host}/${repository}:${tag}`;
const cli = (...argv: string[]) =>
  run(argv, [attest, copy, pull, push, sign, verify], world, '0.0.0');
const err = () => world.err.join('\n');

test('what is signed is verified, and its reference by digest is printed', async () => {
  expect(await cli('sign', target(), '--key', 'key.pem')).toBe(0);
  expect(await cli('verify', target(), '--key', 'bob.pub', '--key', 'alice.pub')).toBe(0);
  expect(world.out[1]).toBe(world.out[0]);
  expect(world.out[0]).toMatch(/acme\/core@sha256:[0-9a-f]{64}$/);
});

test('signing twice with one key writes nothing the second time', async () => {
  await cli('sign', target(), '--key', 'key.pem');
  double.requests.length = 0;
  expect(await cli('sign', target(), '--key', 'key.pem')).toBe(0);
  expect(double.requests.filter((line) => /^P/.test(line))).toEqual([]);
  expect(err()).toContain('unchanged: this key has signed it already');
  await cli('sign', target(), '--key', 'env://BOB');
  expect(await cli('verify', target(), '--key', 'bob.pub')).toBe(0);
});

test.each<[string, () => Promise<unknown>, string]>([
  ['unsigned', () => Promise.resolve(), 'it has no signatures'],
  ['signed by another', () => cli('sign', target(), '--key', 'env://BOB'), 'by another key'],
  [
    'only attested',
    () =>
      cli(
        'attest',
        target(),
        '--type',
        'slsaprovenance1',
        '--predicate',
        'p.json',
        '--key',
        'key.pem',
      ),
    'nobody who may has stated https://sigstore.dev/cosign/sign/v1',
  ],
])('what is %s is not verified', async (_, arrange, why) => {
  await arrange();
  world.out.length = 0;
  expect(await cli('verify', target(), '--key', 'alice.pub')).toBe(1);
  expect(world.out).toEqual([]);
  expect(err()).toContain('not verified');
  expect(err()).toContain(why);
});

test('a signature that a registry lists beside another artifact proves nothing of it', async () => {
  await cli('sign', target(), '--key', 'key.pem');
  const [v1, v2] = ['v1', 'v2'].map((tag) => digestOf(tag));
  const list = double.store.manifests.get(`acme/core:${v1?.replace(':', '-')}`);
  if (list) double.store.manifests.set(`acme/core:${v2?.replace(':', '-')}`, list);
  expect(await cli('verify', target('v2'), '--key', 'alice.pub')).toBe(1);
  expect(err()).toContain(`is about ${v1}`);
});

test('a push with --sign writes the signature before the tag', async () => {
  double.requests.length = 0;
  const flags = ['--sign', '--key', 'key.pem', '--no-lint'];
  expect(await cli('push', target('v3'), '--path', 'b', ...flags)).toBe(0);
  const puts = double.requests.filter((line) => line.startsWith('PUT') && /manifests/.test(line));
  expect(puts.at(-1)).toBe('PUT /v2/acme/core/manifests/v3');
  expect(puts.length).toBeGreaterThan(1);
  expect(await cli('verify', target('v3'), '--key', 'alice.pub')).toBe(0);
});

test('a pull with --verify-key writes nothing that is not signed', async () => {
  const flags = ['--output', 'got', '--verify-key', 'alice.pub'];
  expect(await cli('pull', target(), ...flags)).toBe(2);
  expect(err()).toContain('CLI_NOT_SIGNED');
  expect([...world.files.keys()].some((path) => path.includes('/got/'))).toBe(false);
  await cli('sign', target(), '--key', 'key.pem');
  expect(await cli('pull', target(), ...flags)).toBe(0);
  expect(world.disk.read('got/a.yaml')?.toString()).toBe('kind: ConfigMap\n');
});

test('what a tag stands for after a pull is not what is verified', async () => {
  await cli('sign', target('v2'), '--key', 'key.pem');
  const signed = double.store.manifests.get('acme/core:v2');
  // The tag moves as soon as its manifest is read.
  const test = (line: string) => {
    if (/^GET .*blobs/.test(line) && signed) double.store.manifests.set('acme/core:v1', signed);
    return false;
  };
  double.faults.instead.push({ match: { test } as RegExp, status: 500 });
  const flags = ['--output', 'got', '--verify-key', 'alice.pub'];
  expect(await cli('pull', target(), ...flags)).toBe(2);
  expect(err()).toContain('CLI_NOT_SIGNED');
  expect(double.store.manifests.get('acme/core:v1')).toBe(signed);
});

test('a bundle is read where its registry does not say what it is, and nothing else is', async () => {
  await cli('sign', target(), '--key', 'key.pem');
  const place = `acme/core:${digestOf('v1').replace(':', '-')}`;
  const list = double.store.manifests.get(place);
  const index = JSON.parse(String(list?.bytes)) as { manifests: Record<string, unknown>[] };
  for (const entry of index.manifests) delete entry['artifactType'];
  const artifactType = 'application/spdx+json';
  const other = { ...index.manifests[0], digest: `sha256:${'0'.repeat(64)}`, artifactType };
  index.manifests.push(other);
  if (list) {
    const bytes = Buffer.from(JSON.stringify(index));
    double.store.manifests.set(place, { ...list, bytes });
  }
  expect(await cli('verify', target(), '--key', 'alice.pub', '--output', 'json')).toBe(0);
  expect(JSON.parse(world.out.at(-1) ?? '').proofs).toHaveLength(1);
});

test('a copy is as signed as what it was made of', async () => {
  await cli('sign', target(), '--key', 'key.pem');
  await cli('copy', target(), target('v1', 'live/core'));
  expect(await cli('verify', target('v1', 'live/core'), '--key', 'alice.pub')).toBe(0);
});

test('what is attested is verified by its type, and shown', async () => {
  const flags = ['--type', 'slsaprovenance1', '--predicate', 'p.json', '--key', 'key.pem'];
  expect(await cli('attest', target(), ...flags)).toBe(0);
  world.out.length = 0;
  const type = ['--type', 'https://slsa.dev/provenance/v1', '--output', 'json'];
  expect(await cli('verify', target(), '--key', 'alice.pub', ...type)).toBe(0);
  expect(JSON.parse(world.out.join(''))).toMatchObject({
    verified: true,
    proofs: [{ statement: { predicate: { buildDefinition: {} } } }],
  });
});

test.each<[string[], string]>([
  [['sign', 'T'], 'a key is needed to sign'],
  [['sign', 'T', '--key', 'nowhere.pem'], "there is no key 'nowhere.pem'"],
  [['sign', 'T', '--key', 'env://NOBODY'], 'NOBODY is not set'],
  [['sign', 'T', '--key', 'alice.pub'], 'alice.pub holds no private key'],
  [['push', 'T', '--path', 'a', '--no-lint', '--sign'], 'a key is needed to sign'],
  [['push', 'T', '--path', 'a', '--no-lint', '--key', 'key.pem'], 'push takes no --key without'],
  [['verify', 'T', '--key', ''], 'the name of a key is empty'],
  [['verify', 'T'], 'verify needs to know who may sign'],
  [['verify', 'T', '--key', 'key.pem'], 'key.pem holds a private key'],
  [['attest', 'T', '--key', 'key.pem'], 'attest needs --type'],
  [['attest', 'T', '--type', 'slsa', '--key', 'key.pem'], "--type is 'slsa'"],
  [['attest', 'T', '--type', 'spdx', '--key', 'key.pem'], 'attest needs --predicate'],
  [
    ['attest', 'T', '--type', 'spdx', '--predicate', 'alice.pub'],
    "'alice.pub' holds no JSON object",
  ],
])('%j is one clear error', async (argv, message) => {
  expect(await cli(...argv.map((one) => (one === 'T' ? target() : one)))).toBe(2);
  expect(err()).toContain(message);
  expect(err()).not.toContain(alice.privateKey.split('\n')[1]);
});

function digestOf(tag: string): string {
  const bytes = double.store.manifests.get(`acme/core:${tag}`)?.bytes;
  const found = [...double.store.manifests].find(
    ([key, one]) => key.startsWith('acme/core:sha256:') && one.bytes === bytes,
  );
  return found?.[0].slice('acme/core:'.length) ?? '';
}
