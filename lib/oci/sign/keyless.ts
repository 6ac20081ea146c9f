import type { FulcioSigner, MessageSignatureBundleBuilder, Witness } from '@sigstore/sign';
import { OciError } from '../errors';
import { plain, Secrets } from '../registry/redact';
import { STATEMENT } from './bundle';
import { legacyPayload, legacySignature } from './legacy';
import { certificateAnnotations } from './legacy-certificate';
import { bundleBlob, type Signer } from './signer';
import type { LogService, SigningServices } from './signing-config';
import { sigstore, sigstoreSign } from './sigstore';
import { formatStatement } from './statement';
import { witnessesOf } from './witnesses';

export interface KeylessOptions {
  /** Proves who one is, for each signature anew: a JWT. */
  readonly token: () => Promise<string>;
  /** Who gives certificates, keeps logs and tells the time. */
  readonly services: SigningServices;
  /** A log of version 1, for signatures of before cosign 3; default none is written. */
  readonly oldLog?: LogService;
  /** Milliseconds for one request. Default 30 seconds. */
  readonly timeoutMs?: number;
}

/**
 * Signs with a key that lives for one signature, whose certificate says who asked for it, and writes
 * the signature to a log that anybody may read.
 *
 * @throws {OciError} `OCI_SIGNING_REFUSED`; the token is not in the message, nor in a cause.
 */
export function keylessSigner({
  token,
  services,
  oldLog,
  timeoutMs = 30_000,
}: KeylessOptions): Signer {
  const effort = { timeout: timeoutMs, retry: { retries: 2, minTimeout: 250 } };
  const made = async <T>(
    at: SigningServices,
    work: (means: { signer: FulcioSigner; witnesses: Witness[] }) => Promise<T>,
  ): Promise<T> => {
    const { FulcioSigner } = sigstoreSign();
    const identityToken = await token();
    const signer = new FulcioSigner({
      ...effort,
      fulcioBaseURL: at.fulcioURL,
      identityProvider: { getToken: () => Promise.resolve(identityToken) },
    });
    try {
      return await work({ signer, witnesses: witnessesOf(at, effort) });
    } catch (error) {
      throw refused(error, at, identityToken);
    }
  };
  return {
    sign(statement) {
      const { DSSEBundleBuilder } = sigstoreSign();
      const { bundleToJSON } = sigstore();
      const data = formatStatement(statement);
      return made(services, async (means) => {
        const bundle = await new DSSEBundleBuilder(means).create({ data, type: STATEMENT });
        return bundleBlob(bundleToJSON(bundle));
      });
    },
    // Flux before 2.8 asks no timestamp authority: only a log of version 1 tells it the time.
    signLegacy(digest, repository) {
      if (!oldLog) throw noOldLog();
      const { MessageSignatureBundleBuilder } = sigstoreSign();
      const payload = legacyPayload(digest, repository);
      const at = { ...services, logs: [oldLog], timestampURLs: [] };
      return made(at, async (means) => {
        const builder = new MessageSignatureBundleBuilder(means);
        const { content, verificationMaterial } = await builder.create({ data: payload.bytes });
        const [entry] = verificationMaterial.tlogEntries;
        const { signature } = content.messageSignature;
        const by = certificateIn(verificationMaterial);
        return legacySignature(payload, signature, entry && certificateAnnotations(by, entry));
      });
    },
  };
}

type Made = Awaited<ReturnType<MessageSignatureBundleBuilder['create']>>;

function certificateIn({ content }: Made['verificationMaterial']): Buffer {
  if (content.$case === 'certificate') return content.certificate.rawBytes;
  if (content.$case !== 'x509CertificateChain') return Buffer.alloc(0);
  return content.x509CertificateChain.certificates[0]?.rawBytes ?? Buffer.alloc(0);
}

function noOldLog(): OciError {
  return new OciError(
    'OCI_SIGNING_REFUSED',
    'a signature of before cosign 3 by a certificate needs a log of version 1, and none is known that is open now',
    'leave --legacy out, or name such a log with --rekor-url',
  );
}

/** Without a cause: theirs hold requests. */
function refused(error: unknown, services: SigningServices, identityToken: string): OciError {
  const { code = '', message, cause } = error as Error & { code?: string };
  const secrets = new Secrets();
  for (const part of [identityToken, ...identityToken.split('.')]) secrets.add(part);
  const parts = [
    message,
    cause instanceof Error && !message.includes(cause.message) && cause.message,
  ];
  const why = plain(secrets.redact(parts.filter(Boolean).join(': ')));
  const urls = (all: readonly string[]) => all.join(', ');
  if (code.startsWith('TLOG_')) {
    return new OciError(
      'OCI_SIGNING_REFUSED',
      `the log of signatures at ${urls(services.logs.map(({ url }) => url))} took no entry: ${why}`,
      'try again, or name another log with --rekor-url',
    );
  }
  if (code.startsWith('TSA_')) {
    return new OciError(
      'OCI_SIGNING_REFUSED',
      `${urls(services.timestampURLs)} told no time: ${why}`,
      'try again, or name another authority with --timestamp-url',
    );
  }
  return new OciError(
    'OCI_SIGNING_REFUSED',
    `${services.fulcioURL} gave no certificate: ${why}`,
    'check that it knows the issuer of the token and that the token is meant for it (audience)',
  );
}
