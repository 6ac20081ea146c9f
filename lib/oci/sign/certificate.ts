import { X509Certificate } from 'node:crypto';
import { plain } from '../registry/redact';
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
 * Nothing is asked for online.
 *
 * @param bundle parsed JSON.
 * @returns a text that says why it proves nothing.
 */
export function verifyCertified(bundle: unknown, root: TrustRoot): Certified | string {
  const { bundleFromJSON, toSignedEntity, Verifier } = sigstore();
  try {
    const read = bundleFromJSON(bundle);
    if (read.content.$case !== 'dsseEnvelope') return 'is no bundle with a signed statement';
    const signer = new Verifier(root.material as TrustMaterial).verify(toSignedEntity(read));
    if (!isForCode(certificateOf(read.verificationMaterial))) {
      return 'was signed by a certificate that is not for signing code';
    }
    const { subjectAlternativeName: subject, extensions } = signer.identity ?? {};
    const issuer = extensions?.issuer;
    if (subject === undefined || issuer === undefined) {
      return 'was signed by a certificate that says not for whom it is';
    }
    const { payload, payloadType } = read.content.dsseEnvelope;
    return { identity: { subject, issuer }, payload, payloadType };
  } catch (error) {
    // Hostile bytes may make the library throw anything.
    return `does not verify by its certificate: ${plain(reasonOf(error))}`;
  }
}

type Material = ReturnType<ReturnType<typeof sigstore>['bundleFromJSON']>['verificationMaterial'];

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
