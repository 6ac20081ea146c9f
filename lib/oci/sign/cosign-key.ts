import { randomBytes, scryptSync } from 'node:crypto';
import type * as Salsa from '@noble/ciphers/salsa';
import { OciError } from '../errors';

/** Whether a PEM file is a private key in cosign's own encryption, of either name. */
export function isCosignKey(pem: string): boolean {
  return PEM.test(pem);
}

/**
 * Opens a private key that cosign encrypted: scrypt, then NaCl's secretbox.
 *
 * @param where what is read, for messages.
 * @returns DER of PKCS#8.
 * @throws {OciError} `OCI_KEY_INVALID` for another password, a broken file, or one that would take
 *   more memory or time to open than any of cosign's.
 * @see https://github.com/secure-systems-lab/go-securesystemslib/tree/v0.9.1/encrypted
 */
export function openCosignKey(pem: string, where: string, password: string): Buffer {
  const box = boxOf(pem, where);
  const { N, r, p } = box.params;
  if (!isBounded(box.params)) {
    throw invalid(
      `${where} asks for scrypt with N ${N}, r ${r} and p ${p}, which no tool of cosign writes`,
      'make another: cdk8s-gitops generate-key-pair',
    );
  }
  const key = stretch(password, box.salt, box.params);
  try {
    return Buffer.from(secretbox(key, box.nonce).decrypt(box.ciphertext));
  } catch {
    // Nothing tells one from the other: that is what the encryption is for.
    throw invalid(
      `${where} is encrypted, and its password is another, or the file was changed`,
      'give its password in COSIGN_PASSWORD',
    );
  }
}

/** Encrypts a private key as cosign does. @param der PKCS#8. */
export function sealCosignKey(der: Buffer, password: string): string {
  const [salt, nonce] = [randomBytes(32), randomBytes(24)];
  const ciphertext = secretbox(stretch(password, salt, WRITTEN), nonce).encrypt(der);
  const content = {
    kdf: { name: 'scrypt', params: WRITTEN, salt: salt.toString('base64') },
    cipher: { name: 'nacl/secretbox', nonce: nonce.toString('base64') },
    ciphertext: Buffer.from(ciphertext).toString('base64'),
  };
  const body = Buffer.from(JSON.stringify(content)).toString('base64');
  const lines = body.match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${NAME}-----`, ...lines, `-----END ${NAME}-----`, ''].join('\n');
}

const NAME = 'ENCRYPTED SIGSTORE PRIVATE KEY';
const PEM =
  /-----BEGIN ENCRYPTED (SIGSTORE|COSIGN) PRIVATE KEY-----\s+([A-Za-z0-9+/=\s]*)-----END ENCRYPTED \1 PRIVATE KEY-----/;

/** What scrypt is asked for; names are those of the file. */
interface Params {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

/** What cosign writes since 2023; 64 MiB. */
const WRITTEN: Params = { N: 65_536, r: 8, p: 1 };
/** The largest that its library knows, 128 MiB. */
const MAX: Params = { N: 131_072, r: 8, p: 1 };

function isBounded({ N, r, p }: Params): boolean {
  const whole = [N, r, p].every((one) => Number.isSafeInteger(one) && one >= 1);
  return whole && N > 1 && N <= MAX.N && Number.isInteger(Math.log2(N)) && r <= MAX.r && p <= MAX.p;
}

function stretch(password: string, salt: Buffer, { N, r, p }: Params): Buffer {
  return scryptSync(password, salt, 32, { N, r, p, maxmem: 128 * N * r + 128 * r * p + 2 ** 20 });
}

function secretbox(key: Buffer, nonce: Buffer) {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded where it is needed only
  const { xsalsa20poly1305 } = require('@noble/ciphers/salsa') as typeof Salsa;
  return xsalsa20poly1305(key, nonce);
}

interface Box {
  readonly params: Params;
  readonly salt: Buffer;
  readonly nonce: Buffer;
  readonly ciphertext: Buffer;
}

function boxOf(pem: string, where: string): Box {
  const [, , body = ''] = PEM.exec(pem) ?? [];
  const { kdf, cipher, ciphertext } = jsonOf(Buffer.from(body, 'base64'));
  const { name, params, salt } = record(kdf);
  const { name: cipherName, nonce } = record(cipher);
  const { N, r, p } = record(params);
  const nonceBytes = bytesOf(nonce);
  if (
    name !== 'scrypt' ||
    cipherName !== 'nacl/secretbox' ||
    [N, r, p].some((one) => typeof one !== 'number') ||
    nonceBytes.length !== 24
  ) {
    throw invalid(
      `${where} is a cosign key that is cut short, or of a kind that cosign does not write`,
      'restore the file, or make another: cdk8s-gitops generate-key-pair',
    );
  }
  return {
    params: { N, r, p } as Params,
    salt: bytesOf(salt),
    nonce: nonceBytes,
    ciphertext: bytesOf(ciphertext),
  };
}

function jsonOf(bytes: Buffer): Readonly<Record<string, unknown>> {
  try {
    return record(JSON.parse(bytes.toString()));
  } catch {
    return {};
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function bytesOf(value: unknown): Buffer {
  return Buffer.from(typeof value === 'string' ? value : '', 'base64');
}

function invalid(message: string, hint: string): OciError {
  return new OciError('OCI_KEY_INVALID', message, hint);
}
