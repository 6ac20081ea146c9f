import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { childrenOf, integer, readOnly, sequence } from './der';
import { decodePem, encodePem } from './pem';

/** A key that cannot be read; the message is Go's, or says what is wrong. */
export class KeyProblem extends Error {}

const TYPES = ['pkcs1', 'pkcs8', 'sec1'] as const;

/**
 * Reads a private key in DER: PKCS #1, PKCS #8 or SEC 1.
 *
 * @throws {KeyProblem} for bytes that are none.
 */
export function readPrivateKey(
  der: Buffer,
  types: readonly (typeof TYPES)[number][] = TYPES,
): KeyObject {
  for (const type of types) {
    try {
      return createPrivateKey({ key: der, format: 'der', type });
    } catch {
      // Of another type.
    }
  }
  throw new KeyProblem('unable to parse private key type');
}

/** Reads a private key in PEM, by the type that its block names. */
export function readPemKey(text: string): KeyObject {
  const { block } = decodePem(text);
  if (!block) throw new KeyProblem('no PEM data in input');
  const { type, bytes } = block;
  const read = (format: (typeof TYPES)[number], what: string): KeyObject => {
    try {
      return readPrivateKey(bytes, [format]);
    } catch {
      throw new KeyProblem(`${what}: the bytes are no such key`);
    }
  };
  switch (type) {
    case 'PRIVATE KEY':
      return read('pkcs8', 'decoding PEM as PKCS#8');
    case 'RSA PRIVATE KEY':
      return read('pkcs1', 'parsing RSA private key from PEM');
    case 'EC PRIVATE KEY':
      return read('sec1', 'parsing EC private key from PEM');
    case 'DSA PRIVATE KEY':
      return createPrivateKey(text);
  }
  if (!type.endsWith(' PRIVATE KEY')) {
    throw new KeyProblem(`no private key data in PEM block of type ${type}`);
  }
  throw new KeyProblem(`invalid private key type ${type.slice(0, -' PRIVATE KEY'.length)}`);
}

/** The key in PEM as sprig writes it: the oldest format that its type has. */
export function writePemKey(key: KeyObject): string {
  switch (key.asymmetricKeyType) {
    case 'rsa':
      return key.export({ format: 'pem', type: 'pkcs1' }).toString();
    case 'ec':
      return key.export({ format: 'pem', type: 'sec1' }).toString();
    case 'dsa':
      return encodePem({ type: 'DSA PRIVATE KEY', bytes: traditionalDsa(key) });
    default:
      return key.export({ format: 'pem', type: 'pkcs8' }).toString();
  }
}

/** Version, P, Q, G, Y and X in a sequence. */
function traditionalDsa(key: KeyObject): Buffer {
  const [, algorithm, secret] = childrenOf(readOnly(key.export({ format: 'der', type: 'pkcs8' })));
  const [, parameters] = childrenOf(algorithm);
  const open = createPublicKey(key).export({ format: 'der', type: 'spki' });
  const [, bits] = childrenOf(readOnly(open));
  const y = readOnly((bits?.content ?? Buffer.alloc(0)).subarray(1));
  return sequence(
    integer(0),
    ...childrenOf(parameters).map(({ raw }) => raw),
    y.raw,
    secret?.content ?? Buffer.alloc(0),
  );
}
