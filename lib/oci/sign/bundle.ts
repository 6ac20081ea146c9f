import { blobOf, type Blob } from '../descriptor';
import { OciError } from '../errors';
import { parseJson } from '../image-manifest';
import { signBytes, type SigningKey } from './keys';
import { formatStatement, type Statement } from './statement';

/** Type of sigstore's bundles, as layer and as artifact. */
export const BUNDLE = 'application/vnd.dev.sigstore.bundle.v0.3+json';

/** What a signed statement says that it is. */
export const STATEMENT = 'application/vnd.in-toto+json';

/** A signed statement with what is needed to verify it. */
export interface Bundle {
  /** The signed bytes: a statement. */
  readonly payload: Buffer;
  readonly payloadType: string;
  readonly signatures: readonly Buffer[];
  /** Names the key; `undefined` where a certificate does. */
  readonly hint?: string;
  /** DER of the certificate that signed; `undefined` where a key did. */
  readonly certificate?: Buffer;
}

/**
 * Signs a statement with a key: what cosign 3 writes, and Flux from 2.8 verifies.
 *
 * @see https://github.com/sigstore/protobuf-specs/blob/v0.5.0/protos/sigstore_bundle.proto
 */
export function signStatement(statement: Statement, key: SigningKey): Blob {
  const payload = formatStatement(statement);
  const sig = signBytes(key, preAuthEncoding(STATEMENT, payload)).toString('base64');
  const bundle = {
    mediaType: BUNDLE,
    verificationMaterial: { publicKey: { hint: key.public.hint } },
    dsseEnvelope: {
      payload: payload.toString('base64'),
      payloadType: STATEMENT,
      signatures: [{ sig, keyid: '' }],
    },
  };
  return blobOf(BUNDLE, Buffer.from(JSON.stringify(bundle)));
}

/**
 * Reads a bundle of version 0.3, or of those before it.
 *
 * @throws {OciError} `OCI_SIGNATURE_INVALID`, for one that holds no signed statement too.
 */
export function parseBundle(bytes: Buffer, where: string): Bundle {
  const { verificationMaterial, dsseEnvelope } = parseJson(bytes, where) as Untrusted;
  const { payload, payloadType, signatures } = dsseEnvelope ?? {};
  if (
    typeof payload !== 'string' ||
    typeof payloadType !== 'string' ||
    !Array.isArray(signatures)
  ) {
    throw new OciError(
      'OCI_SIGNATURE_INVALID',
      `${where} is no bundle with a signed statement`,
      'sign or attest it again',
    );
  }
  const { publicKey, certificate, x509CertificateChain } = verificationMaterial ?? {};
  const raw = certificate?.rawBytes ?? x509CertificateChain?.certificates?.[0]?.rawBytes;
  return {
    payload: Buffer.from(payload, 'base64'),
    payloadType,
    signatures: signatures.flatMap((one: { readonly sig?: unknown } | null) =>
      typeof one?.sig === 'string' ? [Buffer.from(one.sig, 'base64')] : [],
    ),
    ...(typeof publicKey?.hint === 'string' && { hint: publicKey.hint }),
    ...(typeof raw === 'string' && { certificate: Buffer.from(raw, 'base64') }),
  };
}

/** What is signed of an envelope. @see https://github.com/secure-systems-lab/dsse/blob/v1.0.2/protocol.md */
export function preAuthEncoding(type: string, payload: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `),
    payload,
  ]);
}

interface Untrusted {
  readonly verificationMaterial?: {
    readonly publicKey?: { readonly hint?: unknown };
    readonly certificate?: { readonly rawBytes?: unknown };
    readonly x509CertificateChain?: {
      readonly certificates?: readonly ({ readonly rawBytes?: unknown } | null)[];
    };
  };
  readonly dsseEnvelope?: {
    readonly payload?: unknown;
    readonly payloadType?: unknown;
    readonly signatures?: unknown;
  };
}
