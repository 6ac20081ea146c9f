import { keylessSigner, readTrustRoot, type LogService } from '../../../lib/oci';
import { judgeLegacy, type LegacySignature } from '../../../lib/oci/sign/legacy';
import {
  ISSUER,
  startSigstore,
  tokenOf,
  WORKFLOW,
  type SigstoreDouble,
} from '../../support/sigstore';
import { stampOf } from '../../support/sigstore/timestamps';
import { sha256 } from '../../support/sigstore/authority';

const now = Date.UTC(2026, 5, 1);
const subject = `sha256:${'a'.repeat(64)}` as const;
const other = `sha256:${'b'.repeat(64)}` as const;
const identity = { subject: WORKFLOW, issuer: ISSUER };
const statement = {
  subjects: [subject],
  predicateType: 'https://sigstore.dev/cosign/sign/v1',
  predicate: {},
};
const BUNDLE = 'dev.sigstore.cosign/bundle';
const CERTIFICATE = 'dev.sigstore.cosign/certificate';
const SIGNATURE = 'dev.cosignproject.cosign/signature';
const STAMP = 'dev.sigstore.cosign/rfc3161timestamp';

let double: SigstoreDouble;
beforeEach(async () => (double = await startSigstore(now)));
afterEach(() => double.close());

const signerWith = (oldLog?: LogService) =>
  keylessSigner({
    token: () => Promise.resolve(tokenOf(now)),
    // What bundles are logged in is of version 2: older verifiers know none of that.
    services: {
      fulcioURL: double.url,
      logs: [{ url: double.url, version: 2 }],
      timestampURLs: [`${double.url}/api/v1/timestamp`],
    },
    ...(oldLog && { oldLog }),
    timeoutMs: 2000,
  });
const signed = async () => {
  const signer = signerWith({ url: double.url, version: 1 });
  return signer.signLegacy(subject, 'ghcr.io/acme/core');
};
const judged = (one: LegacySignature, is = WORKFLOW, about: typeof other = subject) => {
  const rule = { subject: { is }, issuer: { is: ISSUER } };
  const root = readTrustRoot(double.trustedRoot(), 'r');
  return judgeLegacy(one, about, { keys: [], identities: [rule], root }, 'it');
};

test('a job signs in the older form, with what the log of version 1 promised', async () => {
  const one = await signed();
  expect(double.requests).toEqual(['POST /api/v2/signingCert', 'POST /api/v1/log/entries']);
  expect(Object.keys(one.annotations).sort()).toEqual([SIGNATURE, BUNDLE, CERTIFICATE].sort());
  expect(one.annotations[CERTIFICATE]).toMatch(/^-----BEGIN CERTIFICATE-----\n[\w+/=\n]+-----END/);
  const { Payload } = JSON.parse(one.annotations[BUNDLE] ?? '') as { Payload: object };
  expect(Payload).toMatchObject({ integratedTime: now / 1000, logIndex: 0 });
  double.requests.length = 0;
  expect(judged(one)).toEqual({ legacy: true, identity, statement });
  expect(double.requests).toEqual([]);
});

test('who may not sign, and what is about another artifact, is told', async () => {
  const one = await signed();
  expect(judged(one, 'https://github.com/evil')).toEqual({
    legacy: true,
    identity,
    flaw: `was signed by '${WORKFLOW}' of '${ISSUER}', who may not`,
  });
  expect(judged(one, WORKFLOW, other)).toEqual({
    legacy: true,
    identity,
    flaw: `is about ${subject}`,
  });
});

test('without a log of version 1 nothing is signed, and nobody is asked', () => {
  const attempt = () => signerWith().signLegacy(subject, 'x');
  expect(attempt).toThrow(expect.objectContaining({ code: 'OCI_SIGNING_REFUSED' }) as Error);
  expect(attempt).toThrow('needs a log of version 1');
  expect(double.requests).toEqual([]);
});

const with_ = (one: LegacySignature, annotations: Record<string, string>) => ({
  ...one,
  annotations: { ...one.annotations, ...annotations },
});
const relogged = (one: LegacySignature, change: (logged: Loose) => void) => {
  const logged = JSON.parse(one.annotations[BUNDLE] ?? '') as Loose;
  change(logged);
  return with_(one, { [BUNDLE]: JSON.stringify(logged) });
};

test('a stamp of an authority counts beside the log, and must be right', async () => {
  const one = await signed();
  const signature = Buffer.from(one.annotations[SIGNATURE] ?? '', 'base64');
  const stamped = (at: number) => {
    const stamp = stampOf(double.clock, sha256(signature), at).toString('base64');
    return with_(one, { [STAMP]: JSON.stringify({ SignedRFC3161Timestamp: stamp }) });
  };
  expect(judged(stamped(now)).statement).toBeDefined();
  expect(judged(stamped(now + 3_600_000)).flaw).toMatch(/not valid or expired/);
});

test.each<[string, (one: LegacySignature) => LegacySignature]>([
  ['with another signature', (one) => with_(one, { [SIGNATURE]: 'MEUCIQ==' })],
  ['with a broken certificate', (one) => with_(one, { [CERTIFICATE]: 'hello' })],
  ['that no log has', (one) => with_(one, { [BUNDLE]: '' })],
  ['with a log that is no JSON', (one) => with_(one, { [BUNDLE]: '[1' })],
  ['with a log of nothing', (one) => with_(one, { [BUNDLE]: 'null' })],
  ['without a promise', (one) => relogged(one, (to) => delete to['SignedEntryTimestamp'])],
  ['with another time', (one) => relogged(one, (to) => (to['Payload'].integratedTime += 60))],
  ['with another body', (one) => relogged(one, (to) => (to['Payload'].body = 'e30='))],
  ['with another log', (one) => relogged(one, (to) => (to['Payload'].logID = 'ab'))],
  [
    'over other bytes',
    (one) => ({
      ...one,
      payload: { ...one.payload, bytes: Buffer.from(`${String(one.payload.bytes)} `) },
    }),
  ],
])('a signature %s proves nothing', async (_, change) => {
  const found = judged(change(await signed()));
  expect(found.statement).toBeUndefined();
  expect(found.flaw).toMatch(/does not verify by its certificate|no log says when/);
});

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- JSON that a test changes at will
type Loose = Record<string, any>;
