import { createHash } from 'node:crypto';

/** Annotation of a signature of before cosign 3 that a certificate made: PEM. */
export const CERTIFICATE = 'dev.sigstore.cosign/certificate';
/** What the log of version 1 promised. */
const LOGGED = 'dev.sigstore.cosign/bundle';
/** What a timestamp authority said. */
const STAMPED = 'dev.sigstore.cosign/rfc3161timestamp';

/** An entry of a log of version 1, as bundles have it. */
export interface LogEntry {
  readonly logIndex: string;
  readonly logId: { readonly keyId: Buffer };
  readonly integratedTime: string;
  readonly inclusionPromise?: { readonly signedEntryTimestamp: Buffer } | undefined;
  readonly canonicalizedBody: Buffer;
}

/**
 * What stands beside such a signature, so that it is verified offline.
 *
 * @param certificate DER.
 * @see https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md
 */
export function certificateAnnotations(
  certificate: Buffer,
  { logIndex, logId, integratedTime, inclusionPromise, canonicalizedBody }: LogEntry,
): Readonly<Record<string, string>> {
  const promised = inclusionPromise?.signedEntryTimestamp ?? Buffer.alloc(0);
  const logged = {
    SignedEntryTimestamp: promised.toString('base64'),
    Payload: {
      body: canonicalizedBody.toString('base64'),
      integratedTime: Number(integratedTime),
      logIndex: Number(logIndex),
      logID: logId.keyId.toString('hex'),
    },
  };
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  const pem = ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''];
  return { [LOGGED]: JSON.stringify(logged), [CERTIFICATE]: pem.join('\n') };
}

/**
 * The same as JSON of a bundle of version 0.1, which has a promise of its log and no proof.
 *
 * @returns a text that says what is missing.
 */
export function bundleOf(
  bytes: Buffer,
  signature: Buffer,
  annotations: Readonly<Record<string, string>>,
): object | string {
  const { SignedEntryTimestamp, Payload } = record(annotations[LOGGED]) as Logged;
  const { body, integratedTime, logIndex, logID } = (Payload ?? {}) as Facts;
  const [, pem] = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END/.exec(
    annotations[CERTIFICATE] ?? '',
  ) ?? [''];
  if (typeof SignedEntryTimestamp !== 'string' || typeof body !== 'string') {
    return 'was signed by a certificate, and no log says when';
  }
  const { kind, apiVersion } = record(Buffer.from(body, 'base64').toString());
  const { SignedRFC3161Timestamp: stamp } = record(annotations[STAMPED]);
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle+json;version=0.1',
    verificationMaterial: {
      x509CertificateChain: { certificates: [{ rawBytes: (pem ?? '').replace(/\s/g, '') }] },
      tlogEntries: [
        {
          logIndex: String(logIndex),
          logId: { keyId: Buffer.from(String(logID), 'hex').toString('base64') },
          kindVersion: { kind: String(kind), version: String(apiVersion) },
          integratedTime: String(integratedTime),
          inclusionPromise: { signedEntryTimestamp: SignedEntryTimestamp },
          canonicalizedBody: body,
        },
      ],
      timestampVerificationData: {
        rfc3161Timestamps: typeof stamp === 'string' ? [{ signedTimestamp: stamp }] : [],
      },
    },
    messageSignature: {
      messageDigest: {
        algorithm: 'SHA2_256',
        digest: createHash('sha256').update(bytes).digest('base64'),
      },
      signature: signature.toString('base64'),
    },
  };
}

interface Logged {
  readonly SignedEntryTimestamp?: unknown;
  readonly Payload?: unknown;
}

interface Facts {
  readonly body?: unknown;
  readonly integratedTime?: unknown;
  readonly logIndex?: unknown;
  readonly logID?: unknown;
}

function record(text: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
