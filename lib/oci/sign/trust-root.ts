import { OciError } from '../errors';
import { sigstore } from './sigstore';

/** Whom certificates are believed from: authorities and the logs that they write to. */
export interface TrustRoot {
  /**
   * As sigstore's own code has it. Its types stay out of ours: they need a newer compiler setting than
   * programs have that use us.
   */
  readonly material: object;
}

/**
 * Reads sigstore's `trusted_root.json`, the public one or that of an installation of one's own.
 *
 * @param where what is read, for messages.
 * @throws {OciError} `OCI_TRUST_INVALID`.
 * @see https://github.com/sigstore/protobuf-specs/blob/v0.5.0/protos/sigstore_trustroot.proto
 */
export function readTrustRoot(text: string, where: string): TrustRoot {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid(where, 'is not JSON');
  }
  const { mediaType, certificateAuthorities } = (value ?? {}) as Record<string, unknown>;
  if (typeof mediaType !== 'string' || !mediaType.includes('sigstore.trustedroot')) {
    throw invalid(where, 'is no trusted root of sigstore');
  }
  if (!Array.isArray(certificateAuthorities) || certificateAuthorities.length === 0) {
    throw invalid(where, 'names no authority of certificates');
  }
  const { TrustedRoot, toTrustMaterial } = sigstore();
  try {
    return { material: toTrustMaterial(TrustedRoot.fromJSON(value)) };
  } catch {
    throw invalid(where, 'has a key or certificate that cannot be read');
  }
}

function invalid(where: string, what: string): OciError {
  return new OciError(
    'OCI_TRUST_INVALID',
    `${where} ${what}`,
    'write it again: cosign trusted-root create, or leave --trusted-root out for the public one',
  );
}
