import { blobOf, type Blob } from '../descriptor';
import type { Digest } from '../digest';
import { OciError } from '../errors';
import { parseJson } from '../image-manifest';
import { isSignedBy, signBytes, type SigningKey } from './keys';
import { SIGNED } from './statement';
import type { Proof, Trust } from './verify';

/** Type of what cosign signed before version 3. */
export const SIMPLE_SIGNING = 'application/vnd.dev.cosign.simplesigning.v1+json';

const SIGNATURE = 'dev.cosignproject.cosign/signature';
const CERTIFICATE = 'dev.sigstore.cosign/certificate';
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
  const critical = {
    identity: { 'docker-reference': repository },
    image: { 'docker-manifest-digest': digest },
    type: TYPE,
  };
  const bytes = Buffer.from(JSON.stringify({ critical, optional: null }));
  return {
    payload: blobOf(SIMPLE_SIGNING, bytes),
    annotations: { [SIGNATURE]: signBytes(key, bytes).toString('base64') },
  };
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
  { keys }: Trust,
  where: string,
): Proof {
  const signature = Buffer.from(annotations[SIGNATURE] ?? '', 'base64');
  const key = keys.find((one) => isSignedBy(one, payload.bytes, signature));
  if (!key) {
    return {
      legacy: true,
      flaw:
        CERTIFICATE in annotations
          ? 'was signed by a certificate in the older form, which is not verified here'
          : 'was signed by another key, or changed since',
    };
  }
  const by = { legacy: true, key: key.hint } as const;
  try {
    const about = digestIn(payload.bytes, where);
    if (about !== subject) return { ...by, flaw: `is about ${about ?? 'nothing'}` };
    return { ...by, statement: { subjects: [subject], predicateType: SIGNED, predicate: {} } };
  } catch (error) {
    if (!(error instanceof OciError)) throw error;
    return { ...by, flaw: error.message.replace(`${where} `, '') };
  }
}

function digestIn(bytes: Buffer, where: string): string | undefined {
  const { critical } = parseJson(bytes, where);
  const { image, type } = (critical ?? {}) as Readonly<Record<string, unknown>>;
  if (type !== TYPE) return undefined;
  const digest = ((image ?? {}) as Readonly<Record<string, unknown>>)['docker-manifest-digest'];
  return typeof digest === 'string' ? digest : undefined;
}
