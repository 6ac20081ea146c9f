import {
  keylessSigner,
  patternOf,
  readTrustRoot,
  SIGNED,
  type IdentityRule,
} from '../../../lib/oci';
import { judgeBundle } from '../../../lib/oci/sign/verify';
import {
  ISSUER,
  startSigstore,
  tokenOf,
  WORKFLOW,
  type SigstoreDouble,
} from '../../support/sigstore';

const now = Date.UTC(2026, 5, 1);
const subject = `sha256:${'a'.repeat(64)}` as const;
const other = `sha256:${'b'.repeat(64)}` as const;
const statement = { subjects: [subject], predicateType: SIGNED, predicate: {} };
const us: IdentityRule = { subject: { is: WORKFLOW }, issuer: { is: ISSUER } };
const identity = { subject: WORKFLOW, issuer: ISSUER };

let double: SigstoreDouble;
beforeEach(async () => (double = await startSigstore(now)));
afterEach(() => double.close());

const servicesOf = (version: 1 | 2) => ({
  fulcioURL: double.url,
  logs: [{ url: double.url, version }],
  timestampURLs: version === 2 ? [`${double.url}/api/v1/timestamp`] : [],
});
const signer = (claims = {}) =>
  keylessSigner({
    token: () => Promise.resolve(tokenOf(now, claims)),
    services: servicesOf(1),
    timeoutMs: 2000,
  });
const signed = async () => (await signer().sign(statement)).bytes;
const judged = (
  bytes: Buffer,
  rule = us,
  root = double.trustedRoot(),
  about: typeof other = subject,
) =>
  judgeBundle(bytes, about, { keys: [], identities: [rule], root: readTrustRoot(root, 'r') }, 'it');

test('what a job signs is proved by its identity, with nothing asked online', async () => {
  const bytes = await signed();
  const asked = double.requests.length;
  expect(asked).toBe(2);
  expect(judged(bytes)).toEqual({ identity, statement });
  expect(double.requests).toHaveLength(asked);
});

test('a bundle is one of version 0.3, with the certificate alone', async () => {
  const bundle = JSON.parse((await signed()).toString());
  expect(bundle.mediaType).toBe('application/vnd.dev.sigstore.bundle.v0.3+json');
  expect(Object.keys(bundle.verificationMaterial)).toContain('certificate');
  expect(bundle.verificationMaterial.tlogEntries).toHaveLength(1);
});

test('the double is one that cosign verifies too: a tree with a number, and short dates', async () => {
  const bundle = JSON.parse((await signed()).toString()) as Loose;
  const { envelope } = entryOf(bundle)['inclusionProof'].checkpoint;
  expect(envelope).toMatch(/^127\.0\.0\.1 - \d+\n1\n.+\n\n\u2014 127\.0\.0\.1 /);
  const der = Buffer.from(bundle['verificationMaterial'].certificate.rawBytes, 'base64');
  expect(der.toString('latin1')).toContain('\x17\x0d260601000000Z');
});

test.each<[string, IdentityRule, boolean]>([
  ['the very workflow', us, true],
  [
    'a pattern',
    { subject: patternOf('^https://github\\.com/acme/', 'p'), issuer: { is: ISSUER } },
    true,
  ],
  [
    'a pattern somewhere inside, as cosign has it',
    { subject: patternOf('acme', 'p'), issuer: patternOf('github', 'p') },
    true,
  ],
  [
    'a pattern that RE2 alone reads',
    { ...us, subject: patternOf('(?i)^HTTPS://GitHub\\.com/\\Qacme/\\E', 'p') },
    true,
  ],
  ['the start of it', { ...us, subject: { is: 'https://github.com/acme' } }, false],
  ['another workflow', { ...us, subject: patternOf('/acme/other/', 'p') }, false],
  ['another issuer', { ...us, issuer: { is: 'https://gitlab.com' } }, false],
  ['another issuer by pattern', { ...us, issuer: patternOf('^https://gitlab', 'p') }, false],
])('who signs is held against %s', async (_, rule, allowed) => {
  const found = judged(await signed(), rule);
  if (allowed) return expect(found).toEqual({ identity, statement });
  expect(found).toEqual({
    identity,
    flaw: `was signed by '${WORKFLOW}' of '${ISSUER}', who may not`,
  });
});

test('a certificate of nobody in particular proves nothing', async () => {
  const trust = { keys: [], identities: [], root: readTrustRoot(double.trustedRoot(), 'r') };
  expect(judgeBundle(await signed(), subject, trust, 'it')).toEqual({
    flaw: 'was signed by a certificate, and only keys are verified here',
  });
});

test('a time that no log promised is none', async () => {
  const bundle = JSON.parse((await signed()).toString()) as Loose;
  delete entryOf(bundle)['inclusionPromise'];
  expect(judged(Buffer.from(JSON.stringify(bundle))).flaw).toContain('expected 1 timestamps');
});

test('a signature about another artifact proves nothing, whoever signed it', async () => {
  expect(judged(await signed(), us, double.trustedRoot(), other)).toEqual({
    identity,
    flaw: `is about ${subject}`,
  });
});

test.each<[string, (bundle: Loose) => void]>([
  ['another payload', (b) => (b['dsseEnvelope'].payload = altered(b['dsseEnvelope'].payload))],
  ['another signature', (b) => (b['dsseEnvelope'].signatures[0].sig = 'MEUCIQ==')],
  ['another certificate', (b) => (b['verificationMaterial'].certificate.rawBytes = 'MIIB')],
  ['no entry of a log', (b) => (b['verificationMaterial'].tlogEntries = [])],
  ['no list of entries', (b) => (b['verificationMaterial'].tlogEntries = null)],
  ['another time', (b) => (entryOf(b).integratedTime = String(now / 1000 + 60))],
  ['no promise', (b) => delete entryOf(b).inclusionPromise],
  ['no proof', (b) => delete entryOf(b).inclusionProof],
  ['another body', (b) => (entryOf(b).canonicalizedBody = Buffer.from('{}').toString('base64'))],
  ['another checkpoint', (b) => (entryOf(b).inclusionProof.checkpoint.envelope = 'x\n1\ny\n\n')],
  ['another version', (b) => (b['mediaType'] = 'application/vnd.dev.sigstore.bundle.v9+json')],
])('a bundle with %s put in proves nothing', async (_, change) => {
  const bundle = JSON.parse((await signed()).toString()) as Loose;
  change(bundle);
  const found = judged(Buffer.from(JSON.stringify(bundle)));
  expect(found.statement).toBeUndefined();
  expect(found.flaw).toMatch(/does not verify by its certificate/);
});

test('a signature with an entry of another one proves nothing', async () => {
  const [one, two] = [
    JSON.parse(`${await signed()}`) as Loose,
    JSON.parse(`${await signed()}`) as Loose,
  ];
  one['verificationMaterial'].tlogEntries = two['verificationMaterial'].tlogEntries;
  expect(judged(Buffer.from(JSON.stringify(one))).flaw).toMatch(/does not verify/);
});

test.each<[string, Partial<SigstoreDouble['wish']>, RegExp]>([
  ['that no log knows', { logged: false }, /expected 1 SCTs, got 0/],
  ['that is not for code', { forCode: false }, /is not for signing code/],
  ['that was over at the time', { at: now - 3_600_000 }, /not valid or expired/],
])('a certificate %s proves nothing', async (_, wish, why) => {
  Object.assign(double.wish, wish);
  expect(judged(await signed()).flaw).toMatch(why);
});

test.each<[string, (root: Loose, mine: Loose) => void]>([
  ['authority', (root, mine) => (mine['certificateAuthorities'] = root['certificateAuthorities'])],
  ['log of signatures', (root, mine) => (mine['tlogs'] = root['tlogs'])],
  ['log of certificates', (root, mine) => (mine['ctlogs'] = root['ctlogs'])],
  [
    'time of the authority',
    (_, mine) => (mine['certificateAuthorities'][0].validFor.end = '2021-01-01T00:00:00Z'),
  ],
])('a trusted root with another %s proves nothing', async (_, change) => {
  const another = await startSigstore(now);
  const mine = JSON.parse(double.trustedRoot()) as Loose;
  change(JSON.parse(another.trustedRoot()) as Loose, mine);
  await another.close();
  expect(judged(await signed(), us, JSON.stringify(mine)).flaw).toMatch(/does not verify/);
});

test.each<[string, string, string]>([
  ['no JSON', '{', 'is not JSON'],
  ['something else', '{"mediaType":"text/plain"}', 'is no trusted root of sigstore'],
  ['null', 'null', 'is no trusted root of sigstore'],
  [
    'no authority',
    '{"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1"}',
    'names no authority',
  ],
  [
    'a broken authority',
    '{"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1","certificateAuthorities":[{"certChain":{"certificates":[{"rawBytes":"AAAA"}]}}]}',
    'has a key or certificate that cannot be read',
  ],
])('a trusted root that is %s is one clear error', (_, text, message) => {
  const read = () => readTrustRoot(text, 'root.json');
  expect(read).toThrow(`root.json ${message}`);
  expect(read).toThrow(expect.objectContaining({ code: 'OCI_TRUST_INVALID' }) as Error);
});

describe('where a service refuses', () => {
  test.each<[string, number, string]>([
    ['/api/v2/signingCert', 400, 'gave no certificate'],
    ['/api/v1/log/entries', 400, 'took no entry'],
  ])('%s, the error says so, and has no token in it', async (path, status, message) => {
    double.failing.set(path, status);
    const error = await signer()
      .sign(statement)
      .then(String, (failure: Error) => failure);
    expect(error).toMatchObject({ code: 'OCI_SIGNING_REFUSED' });
    const shown = `${String((error as Error).stack)}${JSON.stringify(error)}`;
    expect(shown).toContain(message);
    for (const part of tokenOf(now).split('.')) expect(shown).not.toContain(part);
    expect((error as Error).cause).toBeUndefined();
  });

  test('a service that fails for a moment is asked again', async () => {
    double.failing.set('/api/v1/log/entries', 503);
    setTimeout(() => double.failing.clear(), 100);
    expect(judged(await signed()).flaw).toBeUndefined();
  });

  test('nobody there is one clear error', async () => {
    const nowhere = keylessSigner({
      token: () => Promise.resolve(tokenOf(now)),
      services: { ...servicesOf(1), fulcioURL: 'http://127.0.0.1:1' },
      timeoutMs: 500,
    });
    await expect(nowhere.sign(statement)).rejects.toThrow('http://127.0.0.1:1 gave no certificate');
  });
});

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- JSON that a test changes at will
type Loose = Record<string, any>;

function entryOf(bundle: Loose): Loose {
  return bundle['verificationMaterial'].tlogEntries[0] as Loose;
}

function altered(payload: string): string {
  const text = Buffer.from(payload, 'base64').toString();
  return Buffer.from(text.replace('aaaa', 'bbbb')).toString('base64');
}
