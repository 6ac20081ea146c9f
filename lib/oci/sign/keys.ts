import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { OciError } from '../errors';
import { isCosignKey, openCosignKey, sealCosignKey } from './cosign-key';

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
 * Reads a private key: PKCS#8, `EC PRIVATE KEY`, `RSA PRIVATE KEY` or cosign's own encryption; of
 * P-256, Ed25519 or RSA with 2,048 bits at least, which every verifier takes with SHA-256.
 *
 * @param where what is read, for messages.
 * @throws {OciError} `OCI_KEY_INVALID`.
 */
export function readSigningKey(pem: string, where: string, password?: string): SigningKey {
  const key = isCosignKey(pem) ? cosignKey(pem, where, password) : pemKey(pem, where, password);
  checkKind(key, where);
  return { key, public: verifying(createPublicKey(key)) };
}

/** Whether a private key is of no use without its password. */
export function needsPassword(pem: string): boolean {
  return /-----BEGIN ENCRYPTED [A-Z ]*PRIVATE KEY-----|^Proc-Type: 4,ENCRYPTED/m.test(pem);
}

/** A new pair of P-256, the private half encrypted as cosign does. */
export function generateKeyPair(password: string): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    private: sealCosignKey(privateKey.export({ type: 'pkcs8', format: 'der' }), password),
    public: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

/** Both halves, PEM. */
export interface KeyPair {
  readonly private: string;
  readonly public: string;
}

function cosignKey(pem: string, where: string, password: string | undefined): KeyObject {
  if (password === undefined) throw notGiven(where);
  const key = openCosignKey(pem, where, password);
  return attempt(
    () => createPrivateKey({ key, format: 'der', type: 'pkcs8' }),
    () => invalid(`${where} holds no private key`, 'make another: cdk8s-gitops generate-key-pair'),
  );
}

function pemKey(pem: string, where: string, password: string | undefined): KeyObject {
  return attempt(
    () => createPrivateKey({ key: pem, ...(password !== undefined && { passphrase: password }) }),
    () => {
      if (!pem.includes('ENCRYPTED')) {
        return invalid(
          `${where} holds no private key`,
          'give a PEM file with -----BEGIN PRIVATE KEY-----',
        );
      }
      if (password === undefined) return notGiven(where);
      return invalid(
        `${where} is encrypted, and its password is another`,
        'give its password in COSIGN_PASSWORD',
      );
    },
  );
}

function notGiven(where: string): OciError {
  return invalid(
    `${where} is encrypted, and its password is not given`,
    'give it in COSIGN_PASSWORD',
  );
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
