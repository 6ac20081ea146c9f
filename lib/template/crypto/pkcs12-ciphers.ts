import { createDecipheriv, createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { childrenOf, contentOf, oidOf, smallInteger, type Der } from './der';
import { decryptRc2 } from './rc2';

/** A file that cannot be read; the message is that of Go's library where it has one. */
export class Pkcs12Problem extends Error {}

const INCORRECT = 'pkcs12: decryption error, incorrect padding';
const DIGESTS: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};
const HMACS: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.11': 'sha512',
};
const AES: Readonly<Record<string, number>> = {
  '2.16.840.1.101.3.4.1.2': 16,
  '2.16.840.1.101.3.4.1.22': 24,
  '2.16.840.1.101.3.4.1.42': 32,
};
/** Ciphers of PKCS #12 itself, by their key's size. */
const OLD: Readonly<Record<string, number>> = {
  '1.2.840.113549.1.12.1.3': 24,
  '1.2.840.113549.1.12.1.5': 16,
  '1.2.840.113549.1.12.1.6': 5,
};
const TRIPLE_DES = '1.2.840.113549.1.12.1.3';
const PBES2 = '1.2.840.113549.1.5.13';
const PBKDF2 = '1.2.840.113549.1.5.12';
const PBMAC1 = '1.2.840.113549.1.5.14';

/** A password in the two forms that files use. */
export interface Password {
  /** UTF-16 with a zero at the end; empty for none at all. */
  readonly wide: Buffer;
  readonly utf8: Buffer;
}

/**
 * Appendix B of RFC 7292.
 *
 * @param purpose 1 for a key, 2 for an initial vector, 3 for a MAC.
 */
export function deriveOld(
  digest: string,
  password: Buffer,
  salt: Buffer,
  iterations: number,
  purpose: number,
  size: number,
): Buffer {
  const hash = (data: Buffer) => createHash(digest).update(data).digest();
  const block = digest === 'sha512' ? 128 : 64;
  const filled = (data: Buffer) =>
    data.length === 0 ? data : Buffer.alloc(Math.ceil(data.length / block) * block, data);
  const input = Buffer.concat([filled(salt), filled(password)]);
  const parts: Buffer[] = [];
  for (let length = 0; length < size;) {
    let a = Buffer.concat([Buffer.alloc(block, purpose), input]);
    for (let i = 0; i < iterations; i++) a = hash(a);
    parts.push(a);
    length += a.length;
    const step = BigInt(`0x${Buffer.alloc(block, a).toString('hex')}`) + 1n;
    for (let at = 0; at < input.length; at += block) {
      const sum = BigInt(`0x${input.subarray(at, at + block).toString('hex')}`) + step;
      const hex = BigInt.asUintN(block * 8, sum)
        .toString(16)
        .padStart(block * 2, '0');
      Buffer.from(hex, 'hex').copy(input, at);
    }
  }
  return Buffer.concat(parts).subarray(0, size);
}

/** Decrypts what an algorithm identifier tells how. */
export function decrypt(algorithm: Der | undefined, data: Buffer, password: Password): Buffer {
  const [id, parameters] = childrenOf(algorithm);
  const name = oidOf(id);
  if (data.length === 0) throw new Pkcs12Problem('pkcs12: empty encrypted data');
  if (data.length % (name === PBES2 ? 16 : 8) !== 0) {
    throw new Pkcs12Problem('pkcs12: input is not a multiple of the block size');
  }
  if (name === PBES2) return unpad(decryptAes(parameters, data, password), 16);
  const size = OLD[name];
  if (size === undefined) throw unsupported(`pbe algorithm ${name} is not supported`);
  const [salt, count] = childrenOf(parameters);
  const derive = (purpose: number, length: number) =>
    deriveOld('sha1', password.wide, contentOf(salt, 0x04), smallInteger(count), purpose, length);
  const key = derive(1, size);
  const iv = derive(2, 8);
  if (name !== TRIPLE_DES) return unpad(decryptRc2(key, iv, data), 8);
  return unpad(decipher('des-ede3-cbc', key, iv, data), 8);
}

function decryptAes(parameters: Der | undefined, data: Buffer, password: Password): Buffer {
  const [kdf, scheme] = childrenOf(parameters);
  const [id, iv] = childrenOf(scheme);
  const name = oidOf(id);
  const size = AES[name];
  if (size === undefined) throw unsupported(`pbes2 algorithm ${name} is not supported`);
  const { salt, iterations, digest } = pbkdf2Of(kdf, 'pbes2');
  const key = pbkdf2Sync(password.utf8, salt, iterations, size, digest);
  return decipher(`aes-${size * 8}-cbc`, key, contentOf(iv, 0x04), data);
}

function decipher(name: string, key: Buffer, iv: Buffer, data: Buffer): Buffer {
  const cipher = createDecipheriv(name, key, iv);
  cipher.setAutoPadding(false);
  return Buffer.concat([cipher.update(data), cipher.final()]);
}

function pbkdf2Of(kdf: Der | undefined, of: string) {
  const [id, parameters] = childrenOf(kdf);
  if (oidOf(id) !== PBKDF2) throw unsupported(`${of} kdf algorithm ${oidOf(id)} is not supported`);
  const [salt, count, ...rest] = childrenOf(parameters);
  const size = rest.find(({ tag }) => tag === 0x02);
  const prf = rest.find(({ tag }) => tag === 0x30);
  const name = prf ? oidOf(childrenOf(prf)[0]) : '1.2.840.113549.2.7';
  const digest = HMACS[name];
  if (digest === undefined) throw unsupported(`${of} prf ${name} is not supported`);
  const length = size && smallInteger(size);
  return { salt: contentOf(salt, 0x04), iterations: smallInteger(count), digest, length };
}

/** The MAC that a file should have. */
export function macOf(macData: Der, message: Buffer, password: Password) {
  const [info, salt, count] = childrenOf(macData);
  const [algorithm, digest] = childrenOf(info);
  const [id, parameters] = childrenOf(algorithm);
  const name = oidOf(id);
  const expected = contentOf(digest, 0x04);
  if (name === PBMAC1) {
    const [kdf, scheme] = childrenOf(parameters);
    const hash = HMACS[oidOf(childrenOf(scheme)[0])];
    const { salt: own, iterations, digest: prf, length = 0 } = pbkdf2Of(kdf, 'PBMAC1');
    if (hash === undefined) throw unsupported('PBMAC1 MAC algorithm is not supported');
    const key = pbkdf2Sync(password.utf8, own, iterations, length, prf);
    return { expected, actual: createHmac(hash, key).update(message).digest() };
  }
  const hash = DIGESTS[name];
  if (hash === undefined) throw unsupported(`MAC digest algorithm not supported: ${name}`);
  const iterations = count ? smallInteger(count) : 1;
  const size = createHash(hash).digest().length;
  const key = deriveOld(hash, password.wide, contentOf(salt, 0x04), iterations, 3, size);
  return { expected, actual: createHmac(hash, key).update(message).digest() };
}

function unpad(data: Buffer, block: number): Buffer {
  const length = data.at(-1) ?? 0;
  const padding = data.subarray(data.length - length);
  const valid = length > 0 && length <= block && padding.every((byte) => byte === length);
  if (!valid) throw new Pkcs12Problem(INCORRECT);
  return data.subarray(0, data.length - length);
}

export function unsupported(what: string): Pkcs12Problem {
  return new Pkcs12Problem(`pkcs12: ${what}`);
}
