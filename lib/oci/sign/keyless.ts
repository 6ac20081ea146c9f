import { OciError } from '../errors';
import { plain, Secrets } from '../registry/redact';
import { STATEMENT } from './bundle';
import { bundleBlob, type Signer } from './signer';
import { sigstore, sigstoreSign } from './sigstore';
import { formatStatement } from './statement';

/** Sigstore's public installation. */
export const FULCIO = 'https://fulcio.sigstore.dev';
export const REKOR = 'https://rekor.sigstore.dev';

export interface KeylessOptions {
  /** Proves who one is, for each signature anew: a JWT. */
  readonly token: () => Promise<string>;
  /** Gives certificates. Default {@link FULCIO}. */
  readonly fulcioURL?: string;
  /** Keeps the log of signatures. Default {@link REKOR}. */
  readonly rekorURL?: string;
  /** Milliseconds for one request. Default 30 seconds. */
  readonly timeoutMs?: number;
}

/**
 * Signs with a key that lives for one signature, whose certificate says who asked for it, and writes
 * the signature to a log that anybody may read.
 *
 * @throws {OciError} `OCI_SIGNING_REFUSED`; the token is not in the message, nor in a cause.
 */
export function keylessSigner(options: KeylessOptions): Signer {
  const { token, fulcioURL = FULCIO, rekorURL = REKOR, timeoutMs: timeout = 30_000 } = options;
  const [fulcio, rekor] = [trimmed(fulcioURL), trimmed(rekorURL)];
  return {
    async sign(statement) {
      const { DSSEBundleBuilder, FulcioSigner, RekorWitness } = sigstoreSign();
      const { bundleToJSON } = sigstore();
      const identityToken = await token();
      const common = { timeout, retry: { retries: 2, minTimeout: 250 } };
      const signer = new FulcioSigner({
        ...common,
        fulcioBaseURL: fulcio,
        identityProvider: { getToken: () => Promise.resolve(identityToken) },
      });
      const witness = new RekorWitness({ ...common, rekorBaseURL: rekor });
      const builder = new DSSEBundleBuilder({ signer, witnesses: [witness] });
      const data = formatStatement(statement);
      try {
        return bundleBlob(bundleToJSON(await builder.create({ data, type: STATEMENT })));
      } catch (error) {
        throw refused(error, { fulcio, rekor, identityToken });
      }
    },
  };
}

function trimmed(url: string): string {
  return url.replace(/\/+$/, '');
}

/** Without a cause: theirs hold requests. */
function refused(
  error: unknown,
  { fulcio, rekor, identityToken }: Readonly<Record<'fulcio' | 'rekor' | 'identityToken', string>>,
): OciError {
  const { code = '', message, cause } = error as Error & { code?: string };
  const atLog = code.startsWith('TLOG_');
  const secrets = new Secrets();
  for (const part of [identityToken, ...identityToken.split('.')]) secrets.add(part);
  const why = [message, cause instanceof Error && !message.includes(cause.message) && cause.message]
    .filter(Boolean)
    .join(': ');
  return new OciError(
    'OCI_SIGNING_REFUSED',
    atLog
      ? `the log of signatures at ${rekor} took no entry: ${plain(secrets.redact(why))}`
      : `${fulcio} gave no certificate: ${plain(secrets.redact(why))}`,
    atLog
      ? 'try again, or name another log with --rekor-url'
      : 'check that it knows the issuer of the token and that the token is meant for it (audience)',
  );
}
