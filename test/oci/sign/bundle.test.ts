import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readSigningKey, readVerifyingKey, SIGNED, type SigningKey } from '../../../lib/oci';
import { parseBundle, preAuthEncoding, signStatement } from '../../../lib/oci/sign/bundle';
import { signBytes } from '../../../lib/oci/sign/keys';
import { judgeBundle } from '../../../lib/oci/sign/verify';

const pem = (key: KeyObject) =>
  key.export({ type: key.type === 'private' ? 'pkcs8' : 'spki', format: 'pem' }).toString();
const keyOf = (pair: { readonly privateKey: KeyObject }): SigningKey =>
  readSigningKey(pem(pair.privateKey), 'key.pem');
const ec = (namedCurve = 'P-256') => generateKeyPairSync('ec', { namedCurve });

const subject = `sha256:${'a'.repeat(64)}` as const;
const other = `sha256:${'b'.repeat(64)}` as const;
const statement = { subjects: [subject], predicateType: SIGNED, predicate: {} };
const alice = keyOf(ec());
const bob = keyOf(ec());
const signed = signStatement(statement, alice).bytes;
const judged = (bytes: Buffer, keys = [alice.public], about: `sha256:${string}` = subject) =>
  judgeBundle(bytes, about, { keys }, 'it');

describe('a bundle', () => {
  test.each([
    ['P-256', keyOf(ec())],
    ['Ed25519', keyOf(generateKeyPairSync('ed25519'))],
    ['RSA', keyOf(generateKeyPairSync('rsa', { modulusLength: 2048 }))],
  ])('signed by a key of %s is proved by its public half', (_, key) => {
    const { bytes } = signStatement(statement, key);
    expect(judged(bytes, [bob.public, key.public])).toEqual({ key: key.public.hint, statement });
  });

  test('says what cosign writes', () => {
    const { mediaType, verificationMaterial, dsseEnvelope } = JSON.parse(signed.toString());
    expect(mediaType).toBe('application/vnd.dev.sigstore.bundle.v0.3+json');
    expect(verificationMaterial).toEqual({ publicKey: { hint: alice.public.hint } });
    expect(dsseEnvelope.payloadType).toBe('application/vnd.in-toto+json');
    expect(JSON.parse(Buffer.from(dsseEnvelope.payload, 'base64').toString())).toEqual({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ digest: { sha256: 'a'.repeat(64) } }],
      predicateType: 'https://sigstore.dev/cosign/sign/v1',
      predicate: {},
    });
  });

  test('of another key proves nothing', () => {
    expect(judged(signed, [bob.public])).toEqual({
      flaw: 'was signed by another key, or changed since',
    });
  });

  test('about another artifact proves nothing, whoever signed it', () => {
    expect(judged(signed, [alice.public], other)).toEqual({
      key: alice.public.hint,
      flaw: `is about ${subject}`,
    });
  });

  const about = (...hex: string[]) => {
    const subjects = hex.map((one) => `sha256:${one.repeat(64)}` as const);
    return signStatement({ ...statement, subjects }, alice).bytes;
  };

  test('about several artifacts proves each, and no other', () => {
    const bytes = about('b', 'a', 'c');
    expect(judged(bytes).statement?.subjects).toHaveLength(3);
    expect(judged(bytes, [alice.public], other).statement).toBeDefined();
    expect(judged(bytes, [alice.public], `sha256:${'d'.repeat(64)}`)).toEqual({
      key: alice.public.hint,
      flaw: `is about sha256:${'b'.repeat(64)}, sha256:${'a'.repeat(64)} and 1 more`,
    });
  });

  test.each([
    [['b', 'c'], `is about sha256:${'b'.repeat(64)} and sha256:${'c'.repeat(64)}`],
    [[], 'is about nothing'],
  ])('about %j says so', (hex, flaw) => {
    expect(judged(about(...hex)).flaw).toBe(flaw);
  });

  test('reads the digest that it knows of several, and passes over what has none', () => {
    const sha256 = 'a'.repeat(64);
    const sign = (subjects: readonly unknown[]) =>
      rewrapped({ _type: TYPE, subject: subjects, predicateType: SIGNED, predicate: {} });
    const sets = [{ digest: { sha512: 'f'.repeat(128), gitCommit: 'e'.repeat(40), sha256 } }];
    expect(judged(sign(sets)).statement?.subjects).toEqual([subject]);
    const without = [
      null,
      'x',
      {},
      { digest: { sha512: 'f' } },
      { digest: { sha256: 'A'.repeat(64) } },
    ];
    expect(judged(sign(without)).flaw).toBe('is about nothing');
    expect(judged(sign([...without, ...sets])).statement).toBeDefined();
  });

  test.each<[string, (envelope: Envelope) => void]>([
    ['another subject', (e) => (e.payload = rewritten(e.payload, 'aaaa', 'bbbb'))],
    ['another type of statement', (e) => (e.payload = rewritten(e.payload, 'sign/v1', 'sign/v2'))],
    ['another type of payload', (e) => (e.payloadType = 'text/plain')],
    ['a cut signature', (e) => (e.signatures = [{ sig: e.signatures[0]?.sig.slice(8) ?? '' }])],
    ['no signature', (e) => (e.signatures = [])],
  ])('with %s put in proves nothing', (_, change) => {
    const bundle = JSON.parse(signed.toString()) as { dsseEnvelope: Envelope };
    change(bundle.dsseEnvelope);
    const { statement: found, flaw } = judged(Buffer.from(JSON.stringify(bundle)));
    expect(found).toBeUndefined();
    expect(flaw).toBe('was signed by another key, or changed since');
  });

  test.each([
    '',
    '{}',
    '[]',
    '{"dsseEnvelope":{}}',
    '{"dsseEnvelope":null}',
    'null',
    '{"dsseEnvelope":{"payload":1}}',
  ])('that is %s is a flaw, not a crash', (text) => {
    expect(judged(Buffer.from(text)).flaw).toMatch(/is not|is no bundle/);
  });

  test('of a statement that was signed as something else proves nothing', () => {
    const bundle = JSON.parse(signed.toString()) as { dsseEnvelope: Envelope };
    const payload = Buffer.from(bundle.dsseEnvelope.payload, 'base64');
    const sig = signBytes(alice, preAuthEncoding('text/plain', payload)).toString('base64');
    Object.assign(bundle.dsseEnvelope, { payloadType: 'text/plain', signatures: [{ sig }] });
    expect(judged(Buffer.from(JSON.stringify(bundle)))).toEqual({
      key: alice.public.hint,
      flaw: 'signs a text/plain',
    });
  });

  test.each(['https://in-toto.io/Statement/v2', 'https://evil.io/Statement/v1', 1])(
    'of something else than a statement (%j) proves nothing, whoever signed it',
    (type) => {
      const bundle = JSON.parse(signed.toString()) as { dsseEnvelope: Envelope };
      const { dsseEnvelope: envelope } = bundle;
      const text = Buffer.from(envelope.payload, 'base64').toString();
      const payload = Buffer.from(JSON.stringify({ ...JSON.parse(text), _type: type }));
      const sig = signBytes(alice, preAuthEncoding(envelope.payloadType, payload));
      Object.assign(envelope, {
        payload: payload.toString('base64'),
        signatures: [{ sig: sig.toString('base64') }],
      });
      const { statement: found, flaw } = judged(Buffer.from(JSON.stringify(bundle)));
      expect([found, flaw]).toEqual([undefined, 'is no in-toto statement']);
    },
  );

  test('signs the bytes that DSSE names', () => {
    expect(
      preAuthEncoding('http://example.com/HelloWorld', Buffer.from('hello world')).toString(),
    ).toBe('DSSEv1 29 http://example.com/HelloWorld 11 hello world');
  });

  test('by a certificate is told as such', () => {
    const bundle = JSON.parse(signed.toString());
    bundle.verificationMaterial = { certificate: { rawBytes: 'MIIB' } };
    const bytes = Buffer.from(JSON.stringify(bundle));
    expect(parseBundle(bytes, 'it').certificate).toEqual(Buffer.from('MIIB', 'base64'));
    expect(judged(bytes, [bob.public]).flaw).toContain('was signed by a certificate');
  });
});

interface Envelope {
  payload: string;
  payloadType: string;
  signatures: { sig: string }[];
}

const TYPE = 'https://in-toto.io/Statement/v1';

/** A bundle of any JSON, signed by alice. */
function rewrapped(value: object): Buffer {
  const bundle = JSON.parse(signed.toString()) as { dsseEnvelope: Envelope };
  const payload = Buffer.from(JSON.stringify(value));
  const sig = signBytes(alice, preAuthEncoding(bundle.dsseEnvelope.payloadType, payload));
  Object.assign(bundle.dsseEnvelope, {
    payload: payload.toString('base64'),
    signatures: [{ sig: sig.toString('base64') }],
  });
  return Buffer.from(JSON.stringify(bundle));
}

function rewritten(payload: string, from: string, to: string): string {
  const text = Buffer.from(payload, 'base64').toString();
  return Buffer.from(text.replace(from, to)).toString('base64');
}

describe('a key', () => {
  const encrypted = ec()
    .privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open' })
    .toString();

  test('may be encrypted', () => {
    expect(readSigningKey(encrypted, 'key.pem', 'open').public.hint).toHaveLength(44);
  });

  test('names its public half as openssl would', () => {
    const { publicKey, privateKey } = ec();
    const [ours, theirs] = [
      readSigningKey(pem(privateKey), 'a').public.hint,
      readVerifyingKey(pem(publicKey), 'b').hint,
    ];
    expect(ours).toBe(theirs);
  });

  test.each<[string, () => unknown, string]>([
    ['no key', () => readSigningKey('hello', 'k'), 'k holds no private key'],
    ['no password', () => readSigningKey(encrypted, 'k'), 'its password is not given'],
    ['a wrong password', () => readSigningKey(encrypted, 'k', 'shut'), 'its password is another'],
    ['a curve that few take', () => keyOf(ec('P-384')), 'of type ec secp384r1'],
    [
      'a short key',
      () => keyOf(generateKeyPairSync('rsa', { modulusLength: 1024 })),
      'of type rsa 1024 bits',
    ],
    ['a public key that is none', () => readVerifyingKey('hello', 'k'), 'k holds no public key'],
    [
      'a private key where a public one belongs',
      () => readVerifyingKey(pem(ec().privateKey), 'k'),
      'k holds a private key',
    ],
  ])('%s is one clear error', (_, read, message) => {
    expect(read).toThrow(message);
    expect(read).toThrow(expect.objectContaining({ code: 'OCI_KEY_INVALID' }) as Error);
  });
});
