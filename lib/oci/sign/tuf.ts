import { OciError } from '../errors';
import { plain } from '../registry/redact';
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
  const { cacheFolder: cachePath, rootPath, timeoutMs: timeout = 30_000 } = options;
  const { initTUF, DEFAULT_MIRROR_URL } = sigstoreTuf();
  const mirrorURL = options.mirrorURL?.replace(/\/+$/, '') ?? DEFAULT_MIRROR_URL;
  try {
    const common = { cachePath, mirrorURL, timeout, retry: { retries: 2, minTimeout: 250 } };
    const tuf = await initTUF({ ...common, ...(rootPath !== undefined && { rootPath }) });
    return readTrustRoot(await tuf.getTarget('trusted_root.json'), mirrorURL);
  } catch (error) {
    if (error instanceof OciError) throw error;
    const { message, cause } = error as Error;
    const why = cause instanceof Error ? `${message}: ${cause.message}` : message;
    throw new OciError(
      'OCI_TRUST_UNAVAILABLE',
      `no trusted root from ${mirrorURL}: ${plain(why)}`,
      'keep one in a file and name it with --trusted-root: cosign trusted-root create',
      { cause: error },
    );
  }
}
