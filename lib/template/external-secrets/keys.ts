import {
  constants,
  createPrivateKey,
  createPublicKey,
  privateDecrypt,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import { fromBytes, toBytes } from '../bytes';
import { KeyProblem, readPrivateKey } from '../crypto/keys';
import { decodePem } from '../crypto/pem';
import { FunctionFailure } from '../errors';
import { fixed, type TemplateFunction } from '../functions';

const HASHES: Readonly<Record<string, string>> = { SHA1: 'sha1', SHA512: 'sha512' };
/** Key types by what Go calls their private and public halves. */
const GO_KEYS: Readonly<Record<string, readonly [string, string]>> = {
  RSA: ['*rsa.PrivateKey', '*rsa.PublicKey'],
  EC: ['*ecdsa.PrivateKey', '*ecdsa.PublicKey'],
  OKP: ['ed25519.PrivateKey', 'ed25519.PublicKey'],
  oct: ['[]uint8', '[]uint8'],
};

export const keys: Readonly<Record<string, TemplateFunction>> = {
  jwkPublicKeyPem: fixed(['string'], (text) => {
    const jwk = readJwk(text);
    if (jwk.d !== undefined || jwk.kty === 'oct') {
      fail(`x509: unsupported public key type: ${GO_KEYS[jwk.kty ?? '']?.[0]}`);
    }
    return importing(() => createPublicKey({ key: jwk, format: 'jwk' })).export({
      format: 'pem',
      type: 'spki',
    });
  }),
  jwkPrivateKeyPem: fixed(['string'], (text) => {
    const jwk = readJwk(text);
    if (jwk.d === undefined) {
      fail(`x509: unknown key type while marshaling PKCS#8: ${GO_KEYS[jwk.kty ?? '']?.[1]}`);
    }
    return importing(() => createPrivateKey({ key: jwk, format: 'jwk' })).export({
      format: 'pem',
      type: 'pkcs8',
    });
  }),
  rsaDecrypt: fixed(['string', 'string', 'string', 'string'], (scheme, hash, text, key) => {
    if (scheme === 'None') return text;
    if (scheme !== 'RSA-OAEP') fail(`decryption scheme ${scheme} is not supported`);
    return decrypt(HASHES[hash] ?? 'sha256', toBytes(text), key);
  }),
};

function decrypt(oaepHash: string, data: Buffer, text: string): string {
  const { block } = decodePem(text);
  if (!block) return fail('failed to decode PEM block');
  const key = rsaKey(block.bytes);
  const padding = constants.RSA_PKCS1_OAEP_PADDING;
  try {
    return fromBytes(privateDecrypt({ key, padding, oaepHash }, data));
  } catch {
    return fail('error decrypting data with RSA: crypto/rsa: decryption error');
  }
}

function rsaKey(der: Buffer): KeyObject {
  try {
    const key = readPrivateKey(der);
    return key.asymmetricKeyType === 'rsa' ? key : fail('could not parse RSA private key');
  } catch (error) {
    if (!(error instanceof KeyProblem)) throw error;
    return fail(`could not parse private key: ${error.message}`);
  }
}

function readJwk(text: string): JsonWebKey {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return fail('failed to unmarshal JSON into key hint: invalid JSON');
  }
  const jwk = (typeof value === 'object' && value !== null ? value : {}) as JsonWebKey;
  if (!Object.hasOwn(GO_KEYS, jwk.kty ?? '')) fail(`invalid key type from JSON (${jwk.kty ?? ''})`);
  return jwk;
}

function importing(work: () => KeyObject): KeyObject {
  try {
    return work();
  } catch (error) {
    return fail(`failed to read the key: ${(error as Error).message}`);
  }
}

function fail(message: string): never {
  throw new FunctionFailure(message);
}
