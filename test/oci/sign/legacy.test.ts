import { generateKeyPairSync } from 'node:crypto';
import { blobOf, readSigningKey } from '../../../lib/oci';
import { judgeLegacy, signLegacy, type LegacySignature } from '../../../lib/oci/sign/legacy';
import { signBytes } from '../../../lib/oci/sign/keys';

const newKey = () =>
  readSigningKey(
    generateKeyPairSync('ec', { namedCurve: 'P-256' })
      .privateKey.export({ type: 'pkcs8', format: 'pem' })
      .toString(),
    'k',
  );
const [alice, bob] = [newKey(), newKey()];
const subject = `sha256:${'a'.repeat(64)}` as const;
const other = `sha256:${'b'.repeat(64)}` as const;
const signed = signLegacy(subject, 'ghcr.io/acme/core', alice);
const trust = { keys: [bob.public, alice.public] };
const SIGNATURE = 'dev.cosignproject.cosign/signature';

test('a signature says what cosign 2 writes', () => {
  expect(signed.payload.bytes.toString()).toBe(
    `{"critical":{"identity":{"docker-reference":"ghcr.io/acme/core"},"image":{"docker-manifest-digest":"${subject}"},"type":"cosign container image signature"},"optional":null}`,
  );
  expect(signed.payload.mediaType).toBe('application/vnd.dev.cosign.simplesigning.v1+json');
  expect(Object.keys(signed.annotations)).toEqual([SIGNATURE]);
});

test('a signature is proved by its key', () => {
  expect(judgeLegacy(signed, subject, trust, 'it')).toEqual({
    legacy: true,
    key: alice.public.hint,
    statement: {
      subjects: [subject],
      predicateType: 'https://sigstore.dev/cosign/sign/v1',
      predicate: {},
    },
  });
});

const over = (text: string, annotations = {}) => {
  const payload = blobOf('x', Buffer.from(text));
  const sig = signBytes(alice, payload.bytes).toString('base64');
  return { payload, annotations: { [SIGNATURE]: sig, ...annotations } };
};

test.each<[string, LegacySignature, string]>([
  ['of another key', signLegacy(subject, 'x', newKey()), 'was signed by another key'],
  ['without a signature', { ...signed, annotations: {} }, 'was signed by another key'],
  [
    'by a certificate',
    { ...signed, annotations: { [SIGNATURE]: '', 'dev.sigstore.cosign/certificate': '' } },
    'was signed by a certificate, and only keys are verified here',
  ],
  [
    'over other bytes',
    {
      ...signed,
      payload: blobOf('x', Buffer.from(String(signed.payload.bytes).replace('aa', 'bb'))),
    },
    'was signed by another key, or changed since',
  ],
  ['about another artifact', signLegacy(other, 'x', alice), `is about ${other}`],
  [
    'of another type',
    over(`{"critical":{"type":"hello","image":{"docker-manifest-digest":"${subject}"}}}`),
    'is about nothing',
  ],
  ['about nothing', over('{}'), 'is about nothing'],
  ['of a list', over('[]'), 'is not a JSON object'],
  ['of null inside', over('{"critical":null}'), 'is about nothing'],
  ['of no JSON', over('hello'), 'is not JSON'],
])('a signature %s proves nothing, whatever tag it stands under', (_, one, flaw) => {
  const proof = judgeLegacy(one, subject, trust, 'it');
  expect(proof.statement).toBeUndefined();
  expect(proof.flaw).toContain(flaw);
});
