import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { keylessSigner, readTrustRoot, SIGNED, type SigningServices } from '../../../lib/oci';
import { preAuthEncoding, STATEMENT } from '../../../lib/oci/sign/bundle';
import { judgeBundle } from '../../../lib/oci/sign/verify';
import {
  ISSUER,
  startSigstore,
  tokenOf,
  WORKFLOW,
  type SigstoreDouble,
} from '../../support/sigstore';
import { tileEntryOf } from '../../support/sigstore/log-v2';

const now = Date.UTC(2026, 5, 1);
const subject = `sha256:${'a'.repeat(64)}` as const;
const statement = { subjects: [subject], predicateType: SIGNED, predicate: {} };
const identity = { subject: WORKFLOW, issuer: ISSUER };
const identities = [{ subject: { is: WORKFLOW }, issuer: { is: ISSUER } }];

let double: SigstoreDouble;
beforeEach(async () => (double = await startSigstore(now)));
afterEach(() => double.close());

const signed = async (services: Partial<SigningServices> = {}) => {
  const signer = keylessSigner({
    token: () => Promise.resolve(tokenOf(now)),
    services: {
      fulcioURL: double.url,
      logs: [{ url: double.url, version: 2 }],
      timestampURLs: [`${double.url}/api/v1/timestamp`],
      ...services,
    },
    timeoutMs: 2000,
  });
  return JSON.parse((await signer.sign(statement)).bytes.toString()) as Loose;
};
const judged = (bundle: Loose, root = double.trustedRoot()) => {
  const trust = { keys: [], identities, root: readTrustRoot(root, 'r') };
  return judgeBundle(Buffer.from(JSON.stringify(bundle)), subject, trust, 'it');
};

test('what a log of version 2 and a timestamp authority witnessed is proved, with nothing asked', async () => {
  const bundle = await signed();
  expect(double.requests.sort()).toEqual([
    'POST /api/v1/timestamp',
    'POST /api/v2/log/entries',
    'POST /api/v2/signingCert',
  ]);
  double.requests.length = 0;
  expect(judged(bundle)).toEqual({ identity, statement });
  expect(double.requests).toEqual([]);
});

test('the log keeps the digest of what was signed of the envelope, as cosign 3.1 has it', async () => {
  const bundle = await signed();
  const entry = entryOf(bundle);
  expect(entry['kindVersion']).toEqual({ kind: 'hashedrekord', version: '0.0.2' });
  expect(entry['inclusionPromise']).toBeUndefined();
  expect(entry['integratedTime'] ?? '0').toBe('0');
  const payload = Buffer.from(bundle['dsseEnvelope'].payload, 'base64');
  const digest = createHash('sha256').update(preAuthEncoding(STATEMENT, payload)).digest('base64');
  expect(bodyOf(entry)['spec'].hashedRekordV002.data).toEqual({ algorithm: 'SHA2_256', digest });
});

test('an entry of kind dsse, as logs took it before, is proved too', async () => {
  const bundle = await signed();
  const { payload, signatures } = bundle['dsseEnvelope'];
  const rawBytes = bundle['verificationMaterial'].certificate.rawBytes as string;
  const verifier = { keyDetails: 'PKIX_ECDSA_P256_SHA_256', x509Certificate: { rawBytes } };
  const request = { dsseRequestV002: { envelope: { payload, signatures }, verifiers: [verifier] } };
  bundle['verificationMaterial'].tlogEntries = [tileEntryOf(double.tiles, request)];
  expect(judged(bundle)).toEqual({ identity, statement });
});

test.each(['of the payload alone', 'of nothing of it'])(
  'an entry that has the signature with the digest %s proves nothing',
  async (what) => {
    const bundle = await signed();
    const { hashedRekordV002 } = bodyOf(entryOf(bundle))['spec'];
    const payload = Buffer.from(bundle['dsseEnvelope'].payload, 'base64');
    const bytes = what === 'of nothing of it' ? Buffer.from('x') : payload;
    const digest = createHash('sha256').update(bytes).digest('base64');
    const request = { hashedRekordRequestV002: { digest, signature: hashedRekordV002.signature } };
    bundle['verificationMaterial'].tlogEntries = [tileEntryOf(double.tiles, request)];
    expect(judged(bundle).flaw).toContain('digest mismatch');
  },
);

test('a log of version 1 and a timestamp authority go together', async () => {
  const bundle = await signed({ logs: [{ url: double.url, version: 1 }] });
  expect(judged(bundle)).toEqual({ identity, statement });
  double.skewMs = 3_600_000;
  const late = await signed({ logs: [{ url: double.url, version: 1 }] });
  expect(judged(late).flaw).toMatch(/not valid or expired/);
});

test('logs of both versions go together', async () => {
  const logs = ([1, 2] as const).map((version) => ({ url: double.url, version }));
  const bundle = await signed({ logs });
  expect(bundle['verificationMaterial'].tlogEntries).toHaveLength(2);
  expect(judged(bundle)).toEqual({ identity, statement });
});

test.each<[string, (bundle: Loose) => void, RegExp]>([
  [
    'without what the authority said',
    (b) => (b['verificationMaterial'].timestampVerificationData.rfc3161Timestamps = []),
    /expected 1 timestamps, got 0/,
  ],
  [
    'with a time that the log never stated',
    (b) => {
      b['verificationMaterial'].timestampVerificationData.rfc3161Timestamps = [];
      entryOf(b)['integratedTime'] = String(now / 1000);
    },
    /expected 1 timestamps, got 0/,
  ],
  ['without its entry', (b) => (b['verificationMaterial'].tlogEntries = []), /tlog entries/],
  ['without a proof', (b) => delete entryOf(b)['inclusionProof'], /./],
  [
    'with another sibling',
    (b) => (entryOf(b)['inclusionProof'].hashes = [Buffer.alloc(32).toString('base64')]),
    /./,
  ],
  [
    'with another checkpoint',
    (b) => (entryOf(b)['inclusionProof'].checkpoint.envelope = 'x\n2\ny\n\n\u2014 x AAAAAAAA\n'),
    /./,
  ],
  ['with another signature', (b) => (b['dsseEnvelope'].signatures[0].sig = 'MEUCIQ=='), /./],
  [
    'with another payload',
    (b) => {
      const text = Buffer.from(b['dsseEnvelope'].payload, 'base64').toString();
      b['dsseEnvelope'].payload = Buffer.from(text.replace('aaaa', 'bbbb')).toString('base64');
    },
    /./,
  ],
  [
    'with the digest of the payload alone in the log',
    (b) => rewrite(b, (body) => (body['spec'].hashedRekordV002.data.digest = 'AAAA')),
    /./,
  ],
  ['with another kind', (b) => rewrite(b, (body) => (body['kind'] = 'dsse')), /./],
])('a bundle %s proves nothing', async (_, change, why) => {
  const bundle = await signed();
  change(bundle);
  const found = judged(bundle);
  expect(found.statement).toBeUndefined();
  expect(found.flaw).toMatch(/^does not verify by its certificate: /);
  expect(found.flaw).toMatch(why);
});

test('an entry of another signature proves nothing, though its log has it', async () => {
  const [one, two] = [await signed(), await signed()];
  one['verificationMaterial'].tlogEntries = two['verificationMaterial'].tlogEntries;
  expect(judged(one).flaw).toContain('mismatch');
});

test('a stamp of another signature proves nothing', async () => {
  const [one, two] = [await signed(), await signed()];
  one['verificationMaterial'].timestampVerificationData =
    two['verificationMaterial'].timestampVerificationData;
  expect(judged(one).flaw).toContain('timestamp could not be verified');
});

test.each([-3_600_000, 3_600_000])(
  'a stamp %d ms off the certificate proves nothing',
  async (ms) => {
    double.skewMs = ms;
    expect(judged(await signed()).flaw).toMatch(/not valid or expired/);
  },
);

test.each<[string, (mine: Loose, another: Loose) => void, RegExp]>([
  [
    'no timestamp authority',
    (mine) => (mine['timestampAuthorities'] = []),
    /timestamp could not be verified/,
  ],
  [
    'another timestamp authority',
    (mine, another) => (mine['timestampAuthorities'] = another['timestampAuthorities']),
    /timestamp could not be verified/,
  ],
  [
    'a timestamp authority of earlier years',
    (mine) => (mine['timestampAuthorities'][0].validFor.end = '2021-01-01T00:00:00Z'),
    /timestamp could not be verified/,
  ],
  ['no log of version 2', (mine) => mine['tlogs'].pop(), /invalid checkpoint signature/],
  [
    'another log of version 2',
    (mine, another) => (mine['tlogs'][1] = another['tlogs'][1]),
    /invalid checkpoint signature/,
  ],
])('a trusted root with %s proves nothing', async (_, change, why) => {
  const another = await startSigstore(now);
  const mine = JSON.parse(double.trustedRoot()) as Loose;
  change(mine, JSON.parse(another.trustedRoot()) as Loose);
  await another.close();
  expect(judged(await signed(), JSON.stringify(mine)).flaw).toMatch(why);
});

test.each<[string, string]>([
  ['/api/v2/log/entries', 'took no entry'],
  ['/api/v1/timestamp', 'told no time'],
])('where %s refuses, the error says so, and has no token in it', async (path, message) => {
  double.failing.set(path, 400);
  const error = await signed().then(String, (failure: Error) => failure);
  expect(error).toMatchObject({ code: 'OCI_SIGNING_REFUSED' });
  // Whoever else was asked at the same time is still answered.
  while (double.requests.length < 3) await setTimeout(5);
  const shown = `${String((error as Error).stack)}${JSON.stringify(error)}`;
  expect(shown).toContain(message);
  for (const part of tokenOf(now).split('.')) expect(shown).not.toContain(part);
});

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- JSON that a test changes at will
type Loose = Record<string, any>;

function entryOf(bundle: Loose): Loose {
  return bundle['verificationMaterial'].tlogEntries[0] as Loose;
}

function bodyOf(entry: Loose): Loose {
  return JSON.parse(Buffer.from(entry['canonicalizedBody'], 'base64').toString()) as Loose;
}

function rewrite(bundle: Loose, change: (body: Loose) => void): void {
  const entry = entryOf(bundle);
  const body = bodyOf(entry);
  change(body);
  entry['canonicalizedBody'] = Buffer.from(JSON.stringify(body)).toString('base64');
}
