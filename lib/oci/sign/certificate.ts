import { createHash, X509Certificate } from 'node:crypto';
import { plain } from '../registry/redact';
import { preAuthEncoding } from './bundle';
import type { Identity } from './identity';
import { sigstore, type TrustMaterial } from './sigstore';
import type { TrustRoot } from './trust-root';

/** What a certificate proves: who signed which bytes. */
export interface Certified {
  readonly identity: Identity;
  readonly payload: Buffer;
  readonly payloadType: string;
}

/**
 * Verifies a bundle that was signed by a certificate: the signature, the certificate's chain at the
 * time of signing, its entry in a log of certificates, and the signature's in a log of signatures.
 * The time is that of a log of version 1, or what a timestamp authority of the trusted root says.
 * Nothing is asked for online.
 *
 * @param bundle parsed JSON.
 * @returns a text that says why it proves nothing.
 */
export function verifyCertified(bundle: unknown, root: TrustRoot): Certified | string {
  return attempt(() => {
    const { bundleFromJSON, toSignedEntity } = sigstore();
    const read = bundleFromJSON(bundle);
    if (read.content.$case !== 'dsseEnvelope') return 'is no bundle with a signed statement';
    const { payload, payloadType } = read.content.dsseEnvelope;
    const entity = toSignedEntity(read);
    const kinds = new Set(entity.tlogEntries.map(({ kindVersion }) => kindVersion.kind));
    const signature = asLogged(entity.signature, preAuthEncoding(payloadType, payload), kinds);
    const identity = identityOf({ ...entity, signature }, read.verificationMaterial, root);
    return typeof identity === 'string' ? identity : { identity, payload, payloadType };
  });
}

/**
 * The same of bytes that were signed by themselves, as before cosign 3.
 *
 * @param bundle parsed JSON, with a signature of the bytes.
 */
export function verifyCertifiedBytes(
  bundle: unknown,
  bytes: Buffer,
  root: TrustRoot,
): Identity | string {
  return attempt(() => {
    const { bundleFromJSON, toSignedEntity } = sigstore();
    const read = bundleFromJSON(bundle);
    return identityOf(toSignedEntity(read, bytes), read.verificationMaterial, root);
  });
}

type Sigstore = ReturnType<typeof sigstore>;
type Material = ReturnType<Sigstore['bundleFromJSON']>['verificationMaterial'];
type Entity = ReturnType<Sigstore['toSignedEntity']>;
type Content = Entity['signature'];

/**
 * An entry of kind `hashedrekord` has an envelope by the digest of what was signed of it, any other by
 * that of its payload; the library knows only the latter. The entry names the signature too.
 */
function asLogged(content: Content, signed: Buffer, kinds: ReadonlySet<string>): Content {
  const digest = createHash('sha256').update(signed).digest();
  const isHashed = kinds.has(HASHED);
  const isOther = [...kinds].some((kind) => kind !== HASHED);
  return {
    signature: content.signature,
    compareSignature: (other) => content.compareSignature(other),
    compareDigest: (other) =>
      (isHashed && digest.equals(other)) || (isOther && content.compareDigest(other)),
    verifySignature: (key) => content.verifySignature(key),
  };
}

const HASHED = 'hashedrekord';

function identityOf(entity: Entity, material: Material, root: TrustRoot): Identity | string {
  const { Verifier } = sigstore();
  const signer = new Verifier(root.material as TrustMaterial).verify(entity);
  if (!isForCode(certificateOf(material))) {
    return 'was signed by a certificate that is not for signing code';
  }
  const { subjectAlternativeName: subject, extensions } = signer.identity ?? {};
  const issuer = extensions?.issuer;
  if (subject === undefined || issuer === undefined) {
    return 'was signed by a certificate that says not for whom it is';
  }
  return { subject, issuer };
}

function attempt<T>(work: () => T | string): T | string {
  try {
    return work();
  } catch (error) {
    // Hostile bytes may make the library throw anything.
    return `does not verify by its certificate: ${plain(reasonOf(error))}`;
  }
}

function certificateOf({ content }: Material): Buffer | undefined {
  if (content.$case === 'certificate') return content.certificate.rawBytes;
  if (content.$case !== 'x509CertificateChain') return undefined;
  return content.x509CertificateChain.certificates[0]?.rawBytes;
}

const CODE_SIGNING = '1.3.6.1.5.5.7.3.3';

/** The library does not look at that. */
function isForCode(der: Buffer | undefined): boolean {
  return der !== undefined && new X509Certificate(der).keyUsage?.includes(CODE_SIGNING) === true;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? `${error.message}: ${cause.message}` : error.message;
}
