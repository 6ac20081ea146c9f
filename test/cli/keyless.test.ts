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
  signingConfigOf,
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
    'v2.json': JSON.stringify(signingConfigOf(sigstore, [2])),
    'v1.json': JSON.stringify(signingConfigOf(sigstore, [1])),
    'none.json': JSON.stringify(signingConfigOf(sigstore, [])),
    'untimed.json': JSON.stringify({ ...signingConfigOf(sigstore, [2]), tsaUrls: [] }),
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

const asked = () => sigstore.requests.filter((line) => line.startsWith('POST'));
const CERTIFICATE = 'POST /api/v2/signingCert';
const [LOG1, LOG2] = ['POST /api/v1/log/entries', 'POST /api/v2/log/entries'];
const STAMP = 'POST /api/v1/timestamp';

test.each<[string, string[], string[]]>([
  ['of version 2', ['--signing-config', 'v2.json'], [CERTIFICATE, LOG2, STAMP]],
  ['of version 1', ['--signing-config', 'v1.json'], [CERTIFICATE, LOG1, STAMP]],
  [
    'by addresses',
    ['--fulcio-url', 'S', '--rekor-url', 'S/', '--rekor-version', '2', '--timestamp-url', 'S'],
    [CERTIFICATE, LOG2, STAMP],
  ],
  [
    'by addresses and a config',
    ['--signing-config', 'v2.json', '--rekor-url', 'S', '--rekor-version', '1'],
    [CERTIFICATE, LOG1, STAMP],
  ],
  [
    'with a time by address',
    ['--signing-config', 'untimed.json', '--timestamp-url', 'S/api/v1/timestamp'],
    [CERTIFICATE, LOG2, STAMP],
  ],
])('a job signs where it is told, %s', async (_, flags, requests) => {
  const real = flags.map((one) => one.replace(/^S/, sigstore.url));
  expect(await pushed('--sign', '--keyless', ...real)).toBe(0);
  expect(asked().sort()).toEqual([...requests].sort());
  sigstore.requests.length = 0;
  expect(await cli('verify', target(), ...trusting)).toBe(0);
  expect(sigstore.requests).toEqual([]);
});

test('a job signs in the older form as well, where a log of version 1 is open', async () => {
  const flags = ['--sign', '--keyless', '--legacy', '--signing-config'];
  expect(await pushed(...flags, 'v2.json')).toBe(2);
  expect(err()).toContain('--legacy of a certificate needs a log of version 1');
  expect(registry.requests).toEqual([]);
  expect(await pushed(...flags, 'v1.json')).toBe(0);
  const bundles = [...registry.store.manifests.keys()].filter((key) => /:sha256-\w+$/.test(key));
  expect(bundles).toHaveLength(1);
  registry.store.manifests.delete(bundles[0] ?? '');
  world.out.length = 0;
  expect(await cli('verify', target(), ...trusting, '-o', 'json')).toBe(0);
  expect(JSON.parse(world.out.join(''))).toMatchObject({
    proofs: [{ legacy: true, identity: { subject: WORKFLOW, issuer: ISSUER } }],
  });
  const other = trusting.map((one) => one.replace('acme/app', 'acme/other'));
  expect(await cli('verify', target(), ...other)).toBe(1);
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
  [['sign', 'T', '--keyless', '--signing-config', 'x'], "there is no --signing-config 'x'"],
  [['sign', 'T', '--keyless', '--signing-config', 'p.json'], 'p.json is no signing config'],
  [['sign', 'T', '--keyless', '--signing-config', 'none.json'], 'none.json names no log'],
  [['sign', 'T', '--keyless', '--signing-config', 'untimed.json'], 'which tells no time'],
  [['sign', 'T', '--keyless', '--rekor-version', '2'], '--rekor-version is for --rekor-url'],
  [['sign', 'T', '--key', 'k', '--timestamp-url', 'https://t'], '--timestamp-url is for --keyless'],
  [['sign', 'T', '--keyless', '--timestamp-url', 't'], "--timestamp-url is 't'"],
  [
    [
      'sign',
      'T',
      '--keyless',
      '--fulcio-url',
      'https://f',
      '--rekor-url',
      'https://r',
      '--rekor-version',
      '2',
    ],
    'the log at https://r is of version 2, which tells no time',
  ],
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
