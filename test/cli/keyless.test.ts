import { attest } from '../../lib/cli/commands/attest';
import { pull } from '../../lib/cli/commands/pull';
import { push } from '../../lib/cli/commands/push';
import { sign } from '../../lib/cli/commands/sign';
import { verify } from '../../lib/cli/commands/verify';
import { run } from '../../lib/cli/run';
import { memoryWorld, type MemoryWorld } from '../support/memory-world';
import { startRegistry, type RegistryDouble } from '../support/registry';
import {
  BEARER,
  ISSUER,
  startSigstore,
  tokenOf,
  WORKFLOW,
  type SigstoreDouble,
} from '../support/sigstore';

const now = Date.UTC(2026, 5, 1);
let registry: RegistryDouble;
let sigstore: SigstoreDouble;
let world: MemoryWorld;

beforeEach(async () => {
  [registry, sigstore] = await Promise.all([startRegistry(), startSigstore(now)]);
  const env = {
    GITHUB_ACTIONS: 'true',
    ACTIONS_ID_TOKEN_REQUEST_URL: `${sigstore.url}/token`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: BEARER,
  };
  const files = {
    'a/a.yaml': 'kind: ConfigMap\n',
    'root.json': sigstore.trustedRoot(),
    'token.jwt.txt': tokenOf(now),
    'p.json': '{}',
  };
  world = memoryWorld(files, { env, now });
});
afterEach(() => Promise.all([registry.close(), sigstore.close()]));

const target = () => `oci://${registry.host}/acme/core:v1`;
const cli = (...argv: string[]) => run(argv, [attest, pull, push, sign, verify], world, '0.0.0');
const keyless = () => ['--keyless', '--fulcio-url', sigstore.url, '--rekor-url', sigstore.url];
const pushed = (...flags: string[]) => cli('push', target(), '--path', 'a', '--no-lint', ...flags);
const trusting = [
  '--certificate-identity-regexp',
  '^https://github\\.com/acme/app/',
  '--certificate-oidc-issuer',
  ISSUER,
  '--trusted-root',
  'root.json',
];
const err = () => world.err.join('\n');

test('a job pushes, signs as itself, and is verified offline', async () => {
  expect(await pushed('--sign', ...keyless())).toBe(0);
  const asked = sigstore.requests.length;
  expect(await cli('verify', target(), ...trusting, '--output', 'json')).toBe(0);
  expect(sigstore.requests).toHaveLength(asked);
  expect(JSON.parse(world.out.at(-1) ?? '')).toMatchObject({
    verified: true,
    proofs: [{ identity: { subject: WORKFLOW, issuer: ISSUER } }],
  });
  expect(await cli('pull', target(), '--output', 'got', ...trusting)).toBe(0);
});

test('who may not sign is told from who may', async () => {
  await pushed('--sign', ...keyless());
  const other = trusting.map((one) => one.replace('acme/app', 'acme/other'));
  expect(await cli('verify', target(), ...other)).toBe(1);
  expect(err()).toContain(`was signed by '${WORKFLOW}' of '${ISSUER}', who may not`);
  expect(await cli('pull', target(), '--output', 'got', ...other)).toBe(2);
  expect([...world.files.keys()].some((path) => path.includes('/got/'))).toBe(false);
});

test('a statement is signed with a token that is given, as a file too', async () => {
  await pushed();
  const flags = ['--type', 'slsaprovenance1', '--predicate', 'p.json', ...keyless()];
  expect(await cli('attest', target(), ...flags, '--identity-token', 'token.jwt.txt')).toBe(0);
  expect(await cli('attest', target(), ...flags, '--identity-token', tokenOf(now))).toBe(0);
  expect(sigstore.requests).not.toContain('GET /token');
  const type = ['--type', 'https://slsa.dev/provenance/v1'];
  expect(await cli('verify', target(), ...trusting, ...type)).toBe(0);
});

test('a job that may not ask for a token pushes nothing', async () => {
  world = { ...world, env: { GITHUB_ACTIONS: 'true' } };
  expect(await pushed('--sign', ...keyless())).toBe(2);
  expect(err()).toContain('permissions: { id-token: write');
  expect(registry.requests).toEqual([]);
});

test('a log that takes no entry leaves the tag where it was', async () => {
  sigstore.failing.set('/api/v1/log/entries', 400);
  expect(await pushed('--sign', ...keyless(), '--debug')).toBe(2);
  expect(err()).toContain('OCI_SIGNING_REFUSED');
  for (const part of [BEARER, ...tokenOf(now).split('.')]) expect(err()).not.toContain(part);
  expect(registry.store.manifests.has('acme/core:v1')).toBe(false);
});

test.each<[string[], string]>([
  [['sign', 'T', '--keyless', '--key', 'k'], '--key and --keyless are both given'],
  [['sign', 'T', '--fulcio-url', 'https://f'], '--fulcio-url is for --keyless'],
  [['sign', 'T', '--keyless', '--rekor-url', 'here'], "--rekor-url is 'here'"],
  [
    ['sign', 'T', '--keyless', '--identity-token', 'x'],
    '--identity-token is no token, and no file',
  ],
  [
    ['push', 'T', '--path', 'a', '--no-lint', '--keyless'],
    'push takes no --keyless without --sign',
  ],
  [['verify', 'T', '--certificate-identity', 'a'], 'go together'],
  [['verify', 'T', '--certificate-oidc-issuer', 'a'], 'go together'],
  [
    ['verify', 'T', '--certificate-identity-regexp', '', '--certificate-oidc-issuer-regexp', ''],
    '--certificate-identity-regexp is empty',
  ],
  [
    ['verify', 'T', '--certificate-identity', WORKFLOW, '--certificate-oidc-issuer', ''],
    '--certificate-oidc-issuer is empty',
  ],
  [
    ['verify', 'T', '--certificate-identity', 'a', '--certificate-identity-regexp', 'a'],
    'are both given',
  ],
  [
    ['verify', 'T', '--certificate-identity-regexp', '(?=a)', '--certificate-oidc-issuer', 'b'],
    "is '(?=a)', which is no pattern of RE2",
  ],
  [['verify', 'T', '--key', 'k', '--trusted-root', 'root.json'], 'is for certificates'],
  [
    ['verify', 'T', ...trusting.slice(0, 4), '--trusted-root', 'nowhere'],
    "there is no --trusted-root 'nowhere'",
  ],
  [['verify', 'T', ...trusting.slice(0, 4), '--trusted-root', 'p.json'], 'is no trusted root'],
  [['verify', 'T', ...trusting.slice(0, 4), '--tuf-mirror', 'https://m'], 'needs --tuf-root'],
])('%j is one clear error', async (argv, message) => {
  expect(await cli(...argv.map((one) => (one === 'T' ? target() : one)))).toBe(2);
  expect(err()).toContain(message);
});
