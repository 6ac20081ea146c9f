import { generateKeyPairSync } from 'node:crypto';
import { attest } from '../../lib/cli/commands/attest';
import { pull } from '../../lib/cli/commands/pull';
import { push } from '../../lib/cli/commands/push';
import { verify } from '../../lib/cli/commands/verify';
import { run } from '../../lib/cli/run';
import { memoryWorld, type MemoryWorld } from '../support/memory-world';
import { startRegistry, type RegistryDouble } from '../support/registry';
import { BEARER, ISSUER, startSigstore, WORKFLOW, type SigstoreDouble } from '../support/sigstore';

const now = Date.UTC(2026, 5, 1);
const { privateKey, publicKey } = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});
let registry: RegistryDouble;
let sigstore: SigstoreDouble;
let world: MemoryWorld;

beforeEach(async () => {
  [registry, sigstore] = await Promise.all([startRegistry(), startSigstore(now)]);
  const env = {
    ACTIONS_ID_TOKEN_REQUEST_URL: `${sigstore.url}/token`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: BEARER,
  };
  const files = {
    'a/a.yaml': 'kind: ConfigMap\n',
    'k.key': privateKey,
    'trust/k.pub': publicKey,
    'trust/root.json': sigstore.trustedRoot(),
    'trust/signers.yaml': policyOf('- key: k.pub'),
    'p.json': '{"runDetails":{"builder":{"id":"https://ci.acme.io"}}}',
  };
  world = memoryWorld(files, { env, now });
});
afterEach(() => Promise.all([registry.close(), sigstore.close()]));

const policyOf = (signer: string, rest = '') => `
trustedRoot: root.json
rules:
- repositories: ['${registry.host}/acme/scratch/*']
  unsigned: true
- repositories: ['${registry.host}/acme/*']
  signers:
  ${signer}
${rest}`;
const target = (path = 'acme/core') => `oci://${registry.host}/${path}:v1`;
const cli = (...argv: string[]) => run(argv, [attest, pull, push, verify], world, '0.0.0');
const pushed = (path?: string, ...flags: string[]) =>
  cli('push', target(path), '--path', 'a', '--no-lint', ...flags);
const withKey = ['--sign', '--key', 'k.key'];
const verified = (path?: string) => cli('verify', target(path), '--policy', 'trust/signers.yaml');
const err = () => world.err.join('\n');

test('a key of the rule, beside the policy, is what verifies', async () => {
  await pushed();
  expect(await verified()).toBe(1);
  await pushed(undefined, ...withKey);
  expect(await verified()).toBe(0);
  const flags = ['--output', 'got', '--policy', 'trust/signers.yaml'];
  expect(await cli('pull', target(), ...flags)).toBe(0);
});

test.each(['env://PUB', '/elsewhere/k.pub'])('a key of the rule may be %s', async (key) => {
  world = { ...world, env: { PUB: publicKey } };
  world.disk.write(
    new Map([
      ['trust/signers.yaml', policyOf(`- key: ${key}`)],
      ['/elsewhere/k.pub', publicKey],
    ]),
  );
  await pushed(undefined, ...withKey);
  expect(await verified()).toBe(0);
});

test('--trusted-root takes the place of the one of the policy', async () => {
  const keyless = ['--keyless', '--fulcio-url', sigstore.url, '--rekor-url', sigstore.url];
  await pushed(undefined, '--sign', ...keyless);
  const text = policyOf(`- { identity: '${WORKFLOW}', issuer: '${ISSUER}' }`);
  world.disk.write(new Map([['other.yaml', text]]));
  const argv = ['verify', target(), '--policy', 'other.yaml'];
  expect(await cli(...argv)).toBe(2);
  expect(await cli(...argv, '--trusted-root', 'trust/root.json')).toBe(0);
});

test('an identity of the rule is verified by the trusted root of the policy', async () => {
  const keyless = ['--keyless', '--fulcio-url', sigstore.url, '--rekor-url', sigstore.url];
  await pushed(undefined, '--sign', ...keyless);
  expect(await verified()).toBe(1);
  const signer = `- { identity: '${WORKFLOW}', issuer: '${ISSUER}' }`;
  world.disk.write(new Map([['trust/signers.yaml', policyOf(signer)]]));
  expect(await verified()).toBe(0);
});

test('what must be stated too is asked for, with its builder', async () => {
  const rest = '  attestations: [{ type: slsaprovenance1, builder: https://ci.acme.io }]';
  world.disk.write(new Map([['trust/signers.yaml', policyOf('- key: k.pub', rest)]]));
  await pushed(undefined, ...withKey);
  expect(await verified()).toBe(1);
  expect(err()).toContain('nobody who may has stated https://slsa.dev/provenance/v1');
  const type = ['--type', 'slsaprovenance1', '--predicate', 'p.json', '--key', 'k.key'];
  world.disk.write(new Map([['other.json', '{"runDetails":{"builder":{"id":"https://evil"}}}']]));
  const other = type.map((one) => (one === 'p.json' ? 'other.json' : one));
  await cli('attest', target(), ...other);
  expect(await verified()).toBe(1);
  expect(err()).toContain('names https://evil as builder, not https://ci.acme.io');
  expect(await cli('pull', target(), '-o', 'got', '--policy', 'trust/signers.yaml')).toBe(2);
  await cli('attest', target(), ...type);
  expect(await verified()).toBe(0);
});

test('a type is asked for beside what the policy asks for, never instead', async () => {
  const rest = '  attestations: [{ type: slsaprovenance1, builder: https://ci.acme.io }]';
  world.disk.write(new Map([['trust/signers.yaml', policyOf('- key: k.pub', rest)]]));
  world.disk.write(new Map([['none.json', '{}']]));
  const withType = (type: string, path?: string) =>
    cli('verify', target(path), '--policy', 'trust/signers.yaml', '--type', type);
  await pushed();
  const attested = (type: string, file: string) =>
    cli('attest', target(), '--type', type, '--predicate', file, '--key', 'k.key');
  await attested('slsaprovenance1', 'none.json');
  expect(await withType('slsaprovenance1')).toBe(1);
  expect(err()).toContain('nobody who may has stated https://sigstore.dev/cosign/sign/v1');
  expect(err()).toContain('names nobody as builder');
  await attested('slsaprovenance1', 'p.json');
  await pushed(undefined, ...withKey);
  expect(await withType('slsaprovenance1')).toBe(0);
  expect(await withType('cyclonedx')).toBe(1);
  await pushed('acme/scratch/x');
  expect(await withType('cyclonedx', 'acme/scratch/x')).toBe(2);
  expect(err()).toContain("nobody's statement counts there");
});

test('a repository that nobody need sign is let through, one without a rule is not', async () => {
  await pushed('acme/scratch/x');
  await pushed('live/core', ...withKey);
  expect(await verified('acme/scratch/x')).toBe(0);
  expect(err()).toContain('nothing to verify');
  expect(await verified('live/core')).toBe(2);
  expect(err()).toContain('has no rule for');
});

test.each<[string[], string]>([
  [['--policy', 'nowhere.yaml'], "there is no --policy 'nowhere.yaml'"],
  [['--policy', 'p.json'], "p.json:1: there is no key 'runDetails'"],
  [['--policy', 'trust/signers.yaml', '--key', 'trust/k.pub'], '--policy and a key are both given'],
  [
    ['--policy', 'trust/signers.yaml', '--certificate-identity', 'x'],
    '--policy and --certificate-identity are both given',
  ],
])('%j is one clear error', async (flags, message) => {
  await pushed();
  expect(await cli('verify', target(), ...flags)).toBe(2);
  expect(err()).toContain(message);
});
