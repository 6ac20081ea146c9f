import type { KeyObject } from 'node:crypto';
import { readCertificate, CertificateProblem, type Certificate } from './certificate';
import { childrenOf, contentOf, DerProblem, oidOf, readOnly, smallInteger, type Der } from './der';
import { KeyProblem, readPrivateKey } from './keys';
import { decrypt, macOf, Pkcs12Problem, unsupported, type Password } from './pkcs12-ciphers';

/** What a PKCS #12 file holds. */
export interface KeyStore {
  readonly key: KeyObject;
  readonly certificate: Certificate;
  /** The other certificates, as they come. */
  readonly others: readonly Certificate[];
}

const DATA = '1.2.840.113549.1.7.1';
const ENCRYPTED = '1.2.840.113549.1.7.6';
const KEY_BAG = '1.2.840.113549.1.12.10.1.1';
const SHROUDED_KEY_BAG = '1.2.840.113549.1.12.10.1.2';
const CERTIFICATE_BAG = '1.2.840.113549.1.12.10.1.3';
const X509 = '1.2.840.113549.1.9.22.1';

/**
 * Opens a file.
 *
 * @throws {Pkcs12Problem} for another password, a file that is none, or one without key or
 *   certificate.
 */
export function openPkcs12(file: Buffer, text: string): KeyStore {
  try {
    return open(file, passwordOf(text));
  } catch (error) {
    if (error instanceof DerProblem) {
      throw new Pkcs12Problem(`pkcs12: error reading P12 data: ${error.message}`);
    }
    if (error instanceof CertificateProblem || error instanceof KeyProblem) {
      throw new Pkcs12Problem(error.message);
    }
    throw error;
  }
}

/** @throws {Pkcs12Problem} for characters beyond the basic plane. */
export function passwordOf(text: string): Password {
  if (/[\ud800-\udfff]/.test(text)) {
    throw new Pkcs12Problem('pkcs12: string contains characters that cannot be encoded in UCS-2');
  }
  return { wide: Buffer.from(`${text}\0`, 'utf16le').swap16(), utf8: Buffer.from(text) };
}

function open(file: Buffer, given: Password): KeyStore {
  const [version, safe, mac] = childrenOf(readOnly(file));
  if (smallInteger(version) !== 3) throw unsupported("can only decode v3 PFX PDU's");
  const [type, content] = childrenOf(safe);
  if (oidOf(type) !== DATA) throw unsupported('only password-protected PFX is implemented');
  const message = dataIn(content);
  const password = verified(mac, message, given);
  const infos = childrenOf(readOnly(message));
  if (infos.length < 1 || infos.length > 2) {
    throw unsupported(
      `expected between 1 and 2 items in the authenticated safe, but this file has ${infos.length}`,
    );
  }
  const bags = infos.flatMap((info) => childrenOf(readOnly(plainOf(info, password))));
  return storeOf(bags, password);
}

function verified(mac: Der | undefined, message: Buffer, password: Password): Password {
  if (!mac) {
    if (password.utf8.length > 0) throw new Pkcs12Problem('pkcs12: no MAC in data');
    return password;
  }
  // For an empty password some programs use no bytes at all.
  const bare: Password = { ...password, wide: Buffer.alloc(0) };
  for (const candidate of password.utf8.length === 0 ? [password, bare] : [password]) {
    const { expected, actual } = macOf(mac, message, candidate);
    if (expected.equals(actual)) return candidate;
  }
  throw new Pkcs12Problem('pkcs12: decryption password incorrect');
}

function dataIn(content: Der | undefined): Buffer {
  const [data] = childrenOf(content, 0xa0);
  return contentOf(data, 0x04);
}

function plainOf(info: Der, password: Password): Buffer {
  const [type, content] = childrenOf(info);
  if (oidOf(type) === DATA) return dataIn(content);
  if (oidOf(type) !== ENCRYPTED) {
    throw unsupported(
      'only data and encryptedData content types are supported in authenticated safe',
    );
  }
  const [version, encrypted] = childrenOf(childrenOf(content, 0xa0)[0]);
  if (smallInteger(version) !== 0) {
    throw unsupported('only version 0 of EncryptedData is supported');
  }
  const [, algorithm, bytes] = childrenOf(encrypted);
  return decrypt(algorithm, contentOf(bytes, 0x80), password);
}

function storeOf(bags: readonly Der[], password: Password): KeyStore {
  const certificates: Certificate[] = [];
  let key: KeyObject | undefined;
  for (const bag of bags) {
    const [id, content] = childrenOf(bag);
    const name = oidOf(id);
    const [value] = childrenOf(content, 0xa0);
    if (name === CERTIFICATE_BAG) certificates.push(certificateIn(value));
    if (name !== KEY_BAG && name !== SHROUDED_KEY_BAG) continue;
    if (key) throw new Pkcs12Problem('pkcs12: expected exactly one key bag');
    key = readPrivateKey(name === KEY_BAG ? (value as Der).raw : unshroud(value, password), [
      'pkcs8',
    ]);
  }
  const [certificate, ...others] = certificates;
  if (!certificate) throw new Pkcs12Problem('pkcs12: certificate missing');
  if (!key) throw new Pkcs12Problem('pkcs12: private key missing');
  return { key, certificate, others };
}

function certificateIn(value: Der | undefined): Certificate {
  const [type, content] = childrenOf(value);
  if (oidOf(type) !== X509) {
    throw unsupported('only X509 certificates are supported in cert bags');
  }
  return readCertificate(dataIn(content));
}

function unshroud(value: Der | undefined, password: Password): Buffer {
  const [algorithm, bytes] = childrenOf(value);
  return decrypt(algorithm, contentOf(bytes, 0x04), password);
}
