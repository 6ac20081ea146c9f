import { createHash, createPublicKey, sign, X509Certificate, type KeyObject } from 'node:crypto';
import { isIPv4, isIPv6 } from 'node:net';
import { toBytes } from '../bytes';
import { childrenOf, encode, explicit, integer, octets, oid, readOnly, sequence, SET } from './der';

/** What a new certificate says; keys are given apart. */
export interface CertificateRequest {
  readonly commonName: string;
  readonly addresses: readonly string[];
  readonly dnsNames: readonly string[];
  readonly from: Date;
  readonly until: Date;
  readonly serial: Buffer;
  /** Whether it may sign others. */
  readonly authority: boolean;
}

/** Who signs: the certificate's own key where `certificate` is absent. */
export interface Signer {
  readonly key: KeyObject;
  readonly certificate?: { readonly subject: Buffer; readonly subjectKeyId?: Buffer };
}

const SHA256 = {
  rsa: sequence(oid('1.2.840.113549.1.1.11'), Buffer.from([5, 0])),
  ec: sequence(oid('1.2.840.10045.4.3.2')),
  ed25519: sequence(oid('1.3.101.112')),
};

/** A certificate for `key` in DER, with the extensions that sprig's have. */
export function buildCertificate(
  request: CertificateRequest,
  key: KeyObject,
  signer: Signer,
): Buffer {
  const type = signer.key.asymmetricKeyType;
  if (type !== 'rsa' && type !== 'ec' && type !== 'ed25519') {
    throw new TypeError('x509: only RSA, ECDSA and Ed25519 keys are supported');
  }
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
  const [, bits] = childrenOf(readOnly(spki));
  // Go 1.25 and later: the first 20 bytes of the SHA-256 of the public key.
  const keyId = createHash('sha256')
    .update((bits as { content: Buffer }).content.subarray(1))
    .digest();
  const subject = nameOf(request.commonName);
  const issuer = signer.certificate?.subject ?? subject;
  const authorityKeyId = issuer.equals(subject) ? undefined : signer.certificate?.subjectKeyId;
  const body = sequence(
    explicit(0, integer(2)),
    integer(request.serial),
    SHA256[type],
    issuer,
    sequence(time(request.from), time(request.until)),
    subject,
    spki,
    explicit(3, sequence(...extensionsOf(request, keyId.subarray(0, 20), authorityKeyId))),
  );
  const signature = sign(type === 'ed25519' ? undefined : 'sha256', body, signer.key);
  const der = sequence(body, SHA256[type], encode(0x03, Buffer.from([0]), signature));
  void new X509Certificate(der);
  return der;
}

function nameOf(commonName: string): Buffer {
  if (commonName === '') return sequence();
  const printable = /^[A-Za-z0-9 '()+,\-./:=?]*$/.test(commonName);
  const text = encode(printable ? 0x13 : 0x0c, toBytes(commonName));
  return sequence(encode(SET, sequence(oid('2.5.4.3'), text)));
}

/** Years up to 2049 have two digits. */
function time(date: Date): Buffer {
  const text = date.toISOString().replace(/[-:T]|\.\d+/g, '');
  const short = date.getUTCFullYear() >= 1950 && date.getUTCFullYear() < 2050;
  return encode(short ? 0x17 : 0x18, Buffer.from(short ? text.slice(2) : text));
}

function extensionsOf(
  { authority, addresses, dnsNames, commonName }: CertificateRequest,
  keyId: Buffer,
  authorityKeyId: Buffer | undefined,
): Buffer[] {
  const extension = (id: string, content: Buffer, critical = false) =>
    sequence(oid(id), ...(critical ? [Buffer.from([1, 1, 255])] : []), octets(content));
  // Digital signature and key encipherment; an authority signs certificates too.
  const usage = Buffer.from(authority ? [2, 0xa4] : [5, 0xa0]);
  const names = [
    ...dnsNames.map((name) => encode(0x82, Buffer.from(name))),
    ...addresses.map((address) => encode(0x87, addressBytes(address))),
  ];
  const found = [
    extension('2.5.29.15', encode(0x03, usage), true),
    extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1'), oid('1.3.6.1.5.5.7.3.2'))),
    extension('2.5.29.19', sequence(...(authority ? [Buffer.from([1, 1, 255])] : [])), true),
  ];
  if (authority) found.push(extension('2.5.29.14', octets(keyId)));
  if (authorityKeyId) found.push(extension('2.5.29.35', sequence(encode(0x80, authorityKeyId))));
  if (names.length > 0) found.push(extension('2.5.29.17', sequence(...names), commonName === ''));
  return found;
}

/** @throws {TypeError} for a text that is no address, with sprig's message. */
export function addressBytes(text: string): Buffer {
  if (isIPv4(text)) return Buffer.from(text.split('.').map(Number));
  if (!isIPv6(text) || text.includes('%')) throw new TypeError(`error parsing ip: ${text}`);
  const [head = '', tail] = new URL(`http://[${text}]/`).hostname.slice(1, -1).split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const left = groups(head);
  const right = groups(tail ?? '');
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  const all = [...left, ...Array<string>(zeros).fill('0'), ...right];
  return Buffer.from(all.map((group) => group.padStart(4, '0')).join(''), 'hex');
}
