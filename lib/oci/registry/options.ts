import type { World } from '../../core';

/** What of the world a registry needs: where credentials are, and when tokens end. */
export type RegistryWorld = Pick<World, 'env' | 'disk' | 'now'>;

export interface RegistryOptions {
  /** Talk HTTP instead of HTTPS. Default only to this machine: `localhost`, `127.0.0.0/8`, `::1`. */
  readonly plainHttp?: boolean;
  /** Certificates to trust instead of the system's, PEM. */
  readonly ca?: string | Buffer;
  /** Shown to registries that ask for a certificate, PEM. */
  readonly clientCertificate?: { readonly cert: string | Buffer; readonly key: string | Buffer };
  /** Credentials instead of those of the docker config: for one registry, or, without it, for all. */
  readonly credentials?: {
    readonly username: string;
    readonly password: string;
    readonly registry?: string;
  };
  /** Milliseconds for one push, pull or resolve, waiting included. Default 5 minutes. */
  readonly timeoutMs?: number;
  /** Milliseconds for all operations together, from the first request on. Default no limit. */
  readonly totalTimeoutMs?: number;
  /** Milliseconds without a byte after which a connection is given up. Default 30 seconds. */
  readonly idleMs?: number;
  /** Bytes that a layer may have. Default 1 GiB. */
  readonly layerLimitBytes?: number;
  /** Bytes of one request of an upload. Default: all at once, in 4 MiB where that is refused. */
  readonly chunkBytes?: number;
  /** Requests that one registry gets at once, at most. Default 8; fewer after it says too many. */
  readonly concurrency?: number;
  /** Told about waits and repeats, a line each. Default nobody. */
  readonly report?: (text: string) => void;
  /** How failed requests are repeated; see {@link Retry}. */
  readonly retry?: Partial<Retry>;
}

/** Full jitter: each wait is random between nothing and `baseMs` doubled each time, up to `capMs`. */
export interface Retry {
  /** Requests in all. Default 6. */
  readonly tries: number;
  /** Default 250. */
  readonly baseMs: number;
  /** Default 20,000. */
  readonly capMs: number;
}

export const RETRY: Retry = { tries: 6, baseMs: 250, capMs: 20_000 };
export const TIMEOUT_MS = 5 * 60_000;
export const IDLE_MS = 30_000;
export const LAYER_LIMIT_BYTES = 2 ** 30;
/** What registries must take at least, and what none of ours comes near. */
export const MANIFEST_LIMIT_BYTES = 4 * 2 ** 20;
/** Of a signature, a provenance, a list of parts. */
export const ATTACHMENT_LIMIT_BYTES = 32 * 2 ** 20;
