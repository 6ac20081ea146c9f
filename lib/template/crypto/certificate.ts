import { X509Certificate } from 'node:crypto';
import { isIPv4 } from 'node:net';
import { childrenOf, contentOf, DerProblem, oidOf, readOnly, SEQUENCE, type Der } from './der';
import { encodePem } from './pem';

/** What templates ask of an X.509 certificate. */
export interface Certificate {
  readonly raw: Buffer;
  /** The issuer's key identifier; absent: the certificate has none. */
  readonly authorityKeyId?: Buffer;
  readonly subjectKeyId?: Buffer;
  /** The subject's name, in DER. */
  readonly subject: Buffer;
  /** DNS names, IP addresses, mail addresses and URIs, in this order. */
  readonly alternativeNames: readonly string[];
}

/** Bytes that are no certificate. */
export class CertificateProblem extends Error {}

const SUBJECT_KEY_ID = '2.5.29.14';
const ALTERNATIVE_NAMES = '2.5.29.17';
const AUTHORITY_KEY_ID = '2.5.29.35';

/** @throws {CertificateProblem} for bytes that are none. */
export function readCertificate(der: Buffer): Certificate {
  try {
    // OpenSSL checks the whole of it.
    void new X509Certificate(der);
    const [body] = childrenOf(readOnly(der));
    const fields = childrenOf(body);
    const extensions = extensionsOf(fields.find(({ tag }) => tag === 0xa3));
    const offset = fields[0]?.tag === 0xa0 ? 1 : 0;
    const authority = extensions.get(AUTHORITY_KEY_ID);
    const own = extensions.get(SUBJECT_KEY_ID);
    return {
      raw: der,
      authorityKeyId: authority && childrenOf(authority).find(({ tag }) => tag === 0x80)?.content,
      subjectKeyId: own && contentOf(own, 0x04),
      subject: fields[offset + 4]?.raw ?? Buffer.alloc(0),
      alternativeNames: namesOf(extensions.get(ALTERNATIVE_NAMES)),
    };
  } catch (error) {
    if (error instanceof CertificateProblem) throw error;
    const message = isSequence(der) ? 'malformed tbs certificate' : 'malformed certificate';
    throw new CertificateProblem(`x509: ${message}`, { cause: error });
  }
}

function isSequence(der: Buffer): boolean {
  try {
    return readOnly(der).tag === SEQUENCE;
  } catch {
    return false;
  }
}

export function certificatePem({ raw }: Certificate): string {
  return encodePem({ type: 'CERTIFICATE', bytes: raw });
}

function extensionsOf(field: Der | undefined): ReadonlyMap<string, Der> {
  if (!field) return new Map();
  const [list] = childrenOf(field, 0xa3);
  return new Map(
    childrenOf(list).map((extension) => {
      const parts = childrenOf(extension);
      return [oidOf(parts[0]), readOnly(contentOf(parts.at(-1), 0x04))] as const;
    }),
  );
}

function namesOf(field: Der | undefined): string[] {
  if (!field) return [];
  const names = childrenOf(field);
  const texts = (tag: number) =>
    names.filter((name) => name.tag === tag).map(({ content }) => content.toString('latin1'));
  const addresses = names
    .filter(({ tag }) => tag === 0x87)
    .map(({ content }) => addressOf(content));
  return [...texts(0x82), ...addresses, ...texts(0x81), ...texts(0x86)];
}

/** As Go prints an address. */
function addressOf(bytes: Buffer): string {
  if (bytes.length === 4) return bytes.join('.');
  if (bytes.length !== 16) throw new DerProblem('address of another length');
  const mapped = bytes.subarray(0, 12).toString('hex') === '00000000000000000000ffff';
  const plain = bytes.subarray(12).join('.');
  if (mapped && isIPv4(plain)) return plain;
  const groups = Array.from({ length: 8 }, (_, i) => bytes.readUInt16BE(i * 2).toString(16));
  return new URL(`http://[${groups.join(':')}]/`).hostname.slice(1, -1);
}
