import {
  createHash,
  createPrivateKey,
  createPublicKey,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { OciError } from '../errors';

/** A key that signs. */
export interface SigningKey {
  readonly key: KeyObject;
  readonly public: VerifyingKey;
}

/** A key that verifies. */
export interface VerifyingKey {
  readonly key: KeyObject;
  /** SHA-256 of the key's DER, base64: what a bundle names its key by. */
  readonly hint: string;
}

/**
 * Reads a private key: PKCS#8, `EC PRIVATE KEY` or `RSA PRIVATE KEY`; of P-256, Ed25519 or RSA with
 * 2,048 bits at least, which every verifier takes with SHA-256.
 *
 * @param where what is read, for messages.
 * @throws {OciError} `OCI_KEY_INVALID`.
 */
export function readSigningKey(pem: string, where: string, password?: string): SigningKey {
  if (/-----BEGIN ENCRYPTED (?:SIGSTORE|COSIGN) PRIVATE KEY-----/.test(pem)) {
    throw invalid(
      `${where} is a key in cosign's own encryption, which is not read yet`,
      'give a PKCS#8 key: openssl ecparam -genkey -name prime256v1 -noout | openssl pkcs8 -topk8 -v2 aes-256-cbc',
    );
  }
  const key = attempt(
    () => createPrivateKey({ key: pem, ...(password !== undefined && { passphrase: password }) }),
    () =>
      pem.includes('ENCRYPTED')
        ? invalid(
            `${where} is encrypted, and its password is ${password === undefined ? 'not given' : 'another'}`,
            'give it in COSIGN_PASSWORD',
          )
        : invalid(
            `${where} holds no private key`,
            'give a PEM file with -----BEGIN PRIVATE KEY-----',
          ),
  );
  checkKind(key, where);
  return { key, public: verifying(createPublicKey(key)) };
}

/** Reads a public key or a certificate. @throws {OciError} `OCI_KEY_INVALID`. */
export function readVerifyingKey(pem: string, where: string): VerifyingKey {
  const key = attempt(
    () => {
      if (pem.includes('PRIVATE KEY')) throw new Error('private');
      return createPublicKey(pem);
    },
    () =>
      invalid(
        pem.includes('PRIVATE KEY')
          ? `${where} holds a private key`
          : `${where} holds no public key`,
        'give a PEM file with -----BEGIN PUBLIC KEY-----',
      ),
  );
  checkKind(key, where);
  return verifying(key);
}

/** Signs with SHA-256; Ed25519 hashes by itself. */
export function signBytes({ key }: SigningKey, bytes: Buffer): Buffer {
  return sign(hashOf(key), bytes, key);
}

export function isSignedBy({ key }: VerifyingKey, bytes: Buffer, signature: Buffer): boolean {
  return verify(hashOf(key), bytes, key, signature);
}

function verifying(key: KeyObject): VerifyingKey {
  const der = key.export({ type: 'spki', format: 'der' });
  return { key, hint: createHash('sha256').update(der).digest('base64') };
}

function hashOf({ asymmetricKeyType }: KeyObject): 'sha256' | undefined {
  return asymmetricKeyType === 'ed25519' ? undefined : 'sha256';
}

function checkKind(
  { asymmetricKeyType, asymmetricKeyDetails = {} }: KeyObject,
  where: string,
): void {
  const { namedCurve, modulusLength = 0 } = asymmetricKeyDetails;
  const isFit =
    asymmetricKeyType === 'ed25519' ||
    (asymmetricKeyType === 'ec' && namedCurve === 'prime256v1') ||
    (asymmetricKeyType === 'rsa' && modulusLength >= 2048);
  if (isFit) return;
  const detail = namedCurve ?? (modulusLength > 0 ? `${modulusLength} bits` : '');
  throw invalid(
    `${where} holds a key of type ${[asymmetricKeyType, detail].filter(Boolean).join(' ')}`,
    'give one of P-256, Ed25519, or RSA with 2048 bits or more',
  );
}

function attempt<T>(work: () => T, failure: () => OciError): T {
  try {
    return work();
  } catch {
    // The library's own message may quote the key.
    throw failure();
  }
}

function invalid(message: string, hint: string): OciError {
  return new OciError('OCI_KEY_INVALID', message, hint);
}
