import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateKeyPair, readSigningKey, readVerifyingKey } from '../../../lib/oci';
import { sealCosignKey } from '../../../lib/oci/sign/cosign-key';
import { isSignedBy, signBytes } from '../../../lib/oci/sign/keys';

const der = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
  type: 'pkcs8',
  format: 'der',
});
const sealed = sealCosignKey(der, 'open');
const [, body = ''] = /-----\n([^-]+)-----END/.exec(sealed) ?? [];
const inside = JSON.parse(Buffer.from(body, 'base64').toString()) as Inside;
const withInside = (change: (inside: Inside) => void, name = 'SIGSTORE') => {
  const copy = structuredClone(inside);
  change(copy);
  const text = Buffer.from(JSON.stringify(copy)).toString('base64');
  return `-----BEGIN ENCRYPTED ${name} PRIVATE KEY-----\n${text}\n-----END ENCRYPTED ${name} PRIVATE KEY-----\n`;
};

test('a pair signs and verifies, and its private half opens by its password alone', () => {
  const pair = generateKeyPair('open');
  const key = readSigningKey(pair.private, 'cosign.key', 'open');
  const signature = signBytes(key, Buffer.from('hello'));
  const open = readVerifyingKey(pair.public, 'cosign.pub');
  expect(open.hint).toBe(key.public.hint);
  expect(isSignedBy(open, Buffer.from('hello'), signature)).toBe(true);
  expect(generateKeyPair('open').public).not.toBe(pair.public);
});

test('a key that cosign 3 made opens, and is the one of its public half', () => {
  const read = (name: string) => readFileSync(join(__dirname, 'golden', name), 'utf8');
  const key = readSigningKey(read('cosign-3.key'), 'cosign-3.key', 'theirs');
  expect(key.public.hint).toBe(readVerifyingKey(read('cosign-3.pub'), 'cosign-3.pub').hint);
});

test('a key is written as cosign writes it', () => {
  expect(inside).toEqual({
    kdf: {
      name: 'scrypt',
      params: { N: 65536, r: 8, p: 1 },
      salt: expect.stringMatching(/^.{43}=$/) as string,
    },
    cipher: { name: 'nacl/secretbox', nonce: expect.stringMatching(/^.{32}$/) as string },
    ciphertext: expect.any(String) as string,
  });
  expect(Buffer.from(inside.ciphertext, 'base64')).toHaveLength(der.length + 16);
  expect(sealed).toMatch(/^-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\n(?:.{1,64}\n)+-----END/);
});

test('a key without a password is one with an empty password', () => {
  expect(readSigningKey(sealCosignKey(der, ''), 'k', '').key.asymmetricKeyType).toBe('ec');
});

test("a key reads under cosign's older name too", () => {
  const older = withInside(() => undefined, 'COSIGN');
  expect(readSigningKey(older, 'k', 'open').key.asymmetricKeyType).toBe('ec');
});

test.each<[string, string, string | undefined, string]>([
  ['another password', sealed, 'shut', 'its password is another'],
  ['no password', sealed, undefined, 'its password is not given'],
  [
    'a changed byte',
    withInside((i) => (i.ciphertext = flipped(i.ciphertext))),
    'open',
    'the file was changed',
  ],
  [
    'a changed nonce',
    withInside((i) => (i.cipher.nonce = flipped(i.cipher.nonce))),
    'open',
    'changed',
  ],
  ['a cut nonce', withInside((i) => (i.cipher.nonce = 'AAAA')), 'open', 'is a cosign key that is'],
  ['another cipher', withInside((i) => (i.cipher.name = 'aes')), 'open', 'is a cosign key that is'],
  ['another kdf', withInside((i) => (i.kdf.name = 'argon2')), 'open', 'is a cosign key that is'],
  [
    'a text for N',
    withInside((i) => (i.kdf.params.N = '65536')),
    'open',
    'is a cosign key that is',
  ],
  ['16 GiB of memory', withInside((i) => (i.kdf.params.N = 2 ** 24)), 'open', 'with N 16777216'],
  ['a wide r', withInside((i) => (i.kdf.params.r = 1024)), 'open', 'r 1024'],
  ['work for years', withInside((i) => (i.kdf.params.p = 2 ** 30)), 'open', 'p 1073741824'],
  ['an N that is no power of two', withInside((i) => (i.kdf.params.N = 60000)), 'open', 'N 60000'],
  ['a negative p', withInside((i) => (i.kdf.params.p = -1)), 'open', 'p -1'],
  ['a fraction', withInside((i) => (i.kdf.params.r = 0.5)), 'open', 'r 0.5'],
  [
    'something else inside',
    sealCosignKey(Buffer.from('no key'), 'open'),
    'open',
    'holds no private',
  ],
  [
    'nothing inside',
    '-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\n-----END ENCRYPTED SIGSTORE PRIVATE KEY-----',
    'open',
    'is a cosign key that is cut short',
  ],
])('%s is one clear error', (_, pem, password, message) => {
  const read = () => readSigningKey(pem, 'cosign.key', password);
  expect(read).toThrow(message);
  expect(read).toThrow(expect.objectContaining({ code: 'OCI_KEY_INVALID' }) as Error);
});

interface Inside {
  kdf: { name: string; params: Record<string, unknown>; salt: string };
  cipher: { name: string; nonce: string };
  ciphertext: string;
}

function flipped(base64: string): string {
  const bytes = Buffer.from(base64, 'base64');
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return bytes.toString('base64');
}
