import { OciError } from '../errors';
import { plain } from '../registry/redact';
import { readSigningConfig, type SigningConfig } from './signing-config';
import { sigstoreTuf } from './sigstore';
import { readTrustRoot, type TrustRoot } from './trust-root';

export interface TufOptions {
  /** Folder where what was read is kept; made where there is none. */
  readonly cacheFolder: string;
  /** Default sigstore's public one. */
  readonly mirrorURL?: string;
  /** Path of the first `root.json` to believe; needed for other mirrors. */
  readonly rootPath?: string;
  /** Milliseconds for one request. Default 30 seconds. */
  readonly timeoutMs?: number;
}

/**
 * Fetches the trusted root by The Update Framework: signed, not expired, never older than what was
 * fetched before.
 *
 * @throws {OciError} `OCI_TRUST_UNAVAILABLE`.
 */
export async function fetchTrustRoot(options: TufOptions): Promise<TrustRoot> {
  const repair = 'keep one in a file and name it with --trusted-root: cosign trusted-root create';
  const { text, from } = await fetchTarget('trusted_root.json', 'trusted root', repair, options);
  return readTrustRoot(text, from);
}

/** The same, of where signatures are made. @throws {OciError} `OCI_TRUST_UNAVAILABLE`. */
export async function fetchSigningConfig(options: TufOptions): Promise<SigningConfig> {
  const repair =
    'keep one in a file and name it with --signing-config: cosign signing-config create';
  const target = 'signing_config.v0.2.json';
  const { text, from } = await fetchTarget(target, 'signing config', repair, options);
  return readSigningConfig(text, from);
}

async function fetchTarget(
  target: string,
  what: string,
  repair: string,
  options: TufOptions,
): Promise<{ readonly text: string; readonly from: string }> {
  const { cacheFolder: cachePath, rootPath, timeoutMs: timeout = 30_000 } = options;
  const { initTUF, DEFAULT_MIRROR_URL } = sigstoreTuf();
  const mirrorURL = options.mirrorURL?.replace(/\/+$/, '') ?? DEFAULT_MIRROR_URL;
  try {
    const common = { cachePath, mirrorURL, timeout, retry: { retries: 2, minTimeout: 250 } };
    const tuf = await initTUF({ ...common, ...(rootPath !== undefined && { rootPath }) });
    return { text: await tuf.getTarget(target), from: mirrorURL };
  } catch (error) {
    const { message, cause } = error as Error;
    const why = cause instanceof Error ? `${message}: ${cause.message}` : message;
    throw new OciError(
      'OCI_TRUST_UNAVAILABLE',
      `no ${what} from ${mirrorURL}: ${plain(why)}`,
      repair,
      { cause: error },
    );
  }
}
