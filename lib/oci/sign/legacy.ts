import { blobOf, type Blob } from '../descriptor';
import type { Digest } from '../digest';
import { OciError } from '../errors';
import { parseJson } from '../image-manifest';
import { verifyCertifiedBytes } from './certificate';
import { allows, nameOfIdentity, type IdentityRule } from './identity';
import { isSignedBy, signBytes, type SigningKey } from './keys';
import { bundleOf, CERTIFICATE } from './legacy-certificate';
import { SIGNED } from './statement';
import type { TrustRoot } from './trust-root';
import type { Proof, SignedBy, Trust } from './verify';

/** Type of what cosign signed before version 3. */
export const SIMPLE_SIGNING = 'application/vnd.dev.cosign.simplesigning.v1+json';

const SIGNATURE = 'dev.cosignproject.cosign/signature';
const TYPE = 'cosign container image signature';

/** A layer of the manifest under `sha256-<hex>.sig`. */
export interface LegacySignature {
  readonly payload: Blob;
  readonly annotations: Readonly<Record<string, string>>;
}

/**
 * Signs a digest as cosign did before version 3, which is all that Flux before 2.8 verifies.
 *
 * @param repository `ghcr.io/acme/core`; shown by other tools, never verified.
 * @see https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md
 */
export function signLegacy(digest: Digest, repository: string, key: SigningKey): LegacySignature {
  const payload = legacyPayload(digest, repository);
  return legacySignature(payload, signBytes(key, payload.bytes));
}

/** What is signed. */
export function legacyPayload(digest: Digest, repository: string): Blob {
  const critical = {
    identity: { 'docker-reference': repository },
    image: { 'docker-manifest-digest': digest },
    type: TYPE,
  };
  return blobOf(SIMPLE_SIGNING, Buffer.from(JSON.stringify({ critical, optional: null })));
}

/** @param more what a certificate needs to be verified. */
export function legacySignature(
  payload: Blob,
  signature: Buffer,
  more: Readonly<Record<string, string>> = {},
): LegacySignature {
  return { payload, annotations: { [SIGNATURE]: signature.toString('base64'), ...more } };
}

/**
 * Judges one such signature. The tag that it stands under proves nothing: the digest that was signed
 * is compared.
 *
 * @param where what is read, for messages.
 */
export function judgeLegacy(
  { payload, annotations }: LegacySignature,
  subject: Digest,
  { keys, identities = [], root }: Trust,
  where: string,
): Proof {
  const signature = Buffer.from(annotations[SIGNATURE] ?? '', 'base64');
  const key = keys.find((one) => isSignedBy(one, payload.bytes, signature));
  const signer = key
    ? { key: key.hint }
    : CERTIFICATE in annotations
      ? signedByCertificate(payload.bytes, signature, annotations, identities, root)
      : { flaw: 'was signed by another key, or changed since' };
  if ('flaw' in signer) return { legacy: true, ...signer };
  const by = { legacy: true, ...signer } as const;
  try {
    const about = digestIn(payload.bytes, where);
    if (about !== subject) return { ...by, flaw: `is about ${about ?? 'nothing'}` };
    return { ...by, statement: { subjects: [subject], predicateType: SIGNED, predicate: {} } };
  } catch (error) {
    if (!(error instanceof OciError)) throw error;
    return { ...by, flaw: error.message.replace(`${where} `, '') };
  }
}

function signedByCertificate(
  bytes: Buffer,
  signature: Buffer,
  annotations: Readonly<Record<string, string>>,
  identities: readonly IdentityRule[],
  root: TrustRoot | undefined,
): SignedBy & { readonly flaw?: string } {
  if (!root || identities.length === 0) {
    return { flaw: 'was signed by a certificate, and only keys are verified here' };
  }
  const bundle = bundleOf(bytes, signature, annotations);
  const identity = typeof bundle === 'string' ? bundle : verifyCertifiedBytes(bundle, bytes, root);
  if (typeof identity === 'string') return { flaw: identity };
  if (identities.some((rule) => allows(rule, identity))) return { identity };
  return { identity, flaw: `was signed by ${nameOfIdentity(identity)}, who may not` };
}

function digestIn(bytes: Buffer, where: string): string | undefined {
  const { critical } = parseJson(bytes, where);
  const { image, type } = (critical ?? {}) as Readonly<Record<string, unknown>>;
  if (type !== TYPE) return undefined;
  const digest = ((image ?? {}) as Readonly<Record<string, unknown>>)['docker-manifest-digest'];
  return typeof digest === 'string' ? digest : undefined;
}
