import * as http from 'node:http';
import * as https from 'node:https';
import type { Download } from './download';
import type { Proxy } from './proxy';
import { TunnelAgent } from './tunnel';

export interface Exchange {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Bytes that the answer may have; longer ones fail with {@link TooLarge}. */
  readonly limitBytes: number;
  /** Where the body of a 200 or 206 is kept, so that a second try needs to ask for the rest alone. */
  readonly download?: Download;
}

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

/** The answer is longer than the caller takes. */
export class TooLarge extends Error {
  constructor(readonly limitBytes: number) {
    super(`the answer is longer than ${limitBytes} bytes`);
  }
}

/** Nothing came for too long. */
export class Idle extends Error {
  readonly code = 'ETIMEDOUT';
}

/** How connections are made. */
export interface WireOptions {
  /** Milliseconds without a byte after which a connection is given up. */
  readonly idleMs: number;
  /** Certificates to trust instead of the system's, PEM. */
  readonly ca?: string | Buffer | undefined;
  /** Shown to registries that ask for one, PEM. */
  readonly clientCertificate?: { readonly cert: string | Buffer; readonly key: string | Buffer };
  /** Which proxy to take to an address, if any. */
  readonly proxyFor?: (to: URL) => Proxy | undefined;
}

/** HTTP and HTTPS with connections kept open. Follows nothing, repeats nothing, knows no secret. */
export class Wire {
  readonly #plain = new http.Agent(KEPT);
  readonly #secure = new Map<string, https.Agent>();

  constructor(private readonly options: WireOptions) {}

  /** One request and its whole answer, a 206 that completes a download as 200. Rejects with node's errors, {@link Idle}, {@link TooLarge}. */
  send(exchange: Exchange, signal: AbortSignal): Promise<Answer> {
    const { method, url, body, limitBytes, download } = exchange;
    const headers = { ...exchange.headers, ...download?.headers() };
    const secure = url.protocol === 'https:';
    return new Promise((resolve, reject) => {
      const proxy = this.options.proxyFor?.(url);
      const options = {
        method,
        signal,
        headers: method.startsWith('P')
          ? { ...headers, 'content-length': body?.length ?? 0 }
          : headers,
      };
      const request = secure
        ? https.request(url, { ...options, agent: this.#agent(proxy) })
        : http.request(url, {
            ...options,
            agent: this.#plain,
            ...(proxy && throughProxy(url, proxy, options.headers)),
          });
      request.setTimeout(this.options.idleMs, () => {
        request.destroy(new Idle(`no byte for ${this.options.idleMs / 1000} s`));
      });
      request.on('error', reject);
      request.on('response', (response) => {
        const { statusCode: status = 0, headers } = response;
        const kept = download?.begin(status, headers['content-range']) ? download : undefined;
        const parts: Buffer[] = [];
        let length = kept?.sizeBytes ?? 0;
        response.on('data', (part: Buffer) => {
          length += part.length;
          if (length > limitBytes) response.destroy(new TooLarge(limitBytes));
          else if (kept) kept.add(part);
          else parts.push(part);
        });
        response.on('error', reject);
        response.on('end', () => {
          if (kept) resolve({ status: 200, headers, body: kept.bytes() });
          else resolve({ status, headers, body: Buffer.concat(parts) });
        });
      });
      request.end(body);
    });
  }

  close(): void {
    this.#plain.destroy();
    for (const agent of this.#secure.values()) agent.destroy();
  }

  /** One for each way out: connections are kept by it. */
  #agent(proxy: Proxy | undefined): https.Agent {
    const key = proxy?.url.href ?? '';
    const known = this.#secure.get(key);
    if (known) return known;
    const { ca, clientCertificate, idleMs } = this.options;
    const options = { ...KEPT, ...(ca !== undefined && { ca }), ...clientCertificate };
    const agent = proxy ? new TunnelAgent(proxy, idleMs, options) : new https.Agent(options);
    this.#secure.set(key, agent);
    return agent;
  }
}

const KEPT = { keepAlive: true, maxSockets: 8 };

/** Without TLS there is no tunnel: the proxy is asked for the whole address. */
function throughProxy(
  to: URL,
  { url, authorization }: Proxy,
  headers: Readonly<Record<string, string | number>> = {},
): http.RequestOptions {
  return {
    hostname: url.hostname,
    port: url.port || 80,
    path: to.href,
    headers: {
      ...headers,
      host: to.host,
      ...(authorization !== undefined && { 'proxy-authorization': authorization }),
    },
  };
}
