import * as http from 'node:http';
import * as https from 'node:https';

export interface Exchange {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Bytes that the answer may have; longer ones fail with {@link TooLarge}. */
  readonly limitBytes: number;
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

/** HTTP and HTTPS with connections kept open. Follows nothing, repeats nothing, knows no secret. */
export class Wire {
  readonly #agents: { 'http:': http.Agent; 'https:': https.Agent };

  constructor(
    private readonly idleMs: number,
    ca?: string | Buffer,
  ) {
    const options = { keepAlive: true, maxSockets: 8 };
    this.#agents = {
      'http:': new http.Agent(options),
      'https:': new https.Agent(ca === undefined ? options : { ...options, ca }),
    };
  }

  /** One request and its whole answer. Rejects with node's errors, {@link Idle}, {@link TooLarge}. */
  send(exchange: Exchange, signal: AbortSignal): Promise<Answer> {
    const { method, url, headers, body, limitBytes } = exchange;
    const secure = url.protocol === 'https:';
    return new Promise((resolve, reject) => {
      const request = (secure ? https : http).request(url, {
        method,
        signal,
        agent: this.#agents[secure ? 'https:' : 'http:'],
        headers: method.startsWith('P')
          ? { ...headers, 'content-length': body?.length ?? 0 }
          : headers,
      });
      request.setTimeout(this.idleMs, () => {
        request.destroy(new Idle(`no byte for ${this.idleMs / 1000} s`));
      });
      request.on('error', reject);
      request.on('response', (response) => {
        const parts: Buffer[] = [];
        let length = 0;
        response.on('data', (part: Buffer) => {
          length += part.length;
          if (length > limitBytes) response.destroy(new TooLarge(limitBytes));
          else parts.push(part);
        });
        response.on('error', reject);
        response.on('end', () => {
          const { statusCode: status = 0, headers } = response;
          resolve({ status, headers, body: Buffer.concat(parts) });
        });
      });
      request.end(body);
    });
  }

  close(): void {
    this.#agents['http:'].destroy();
    this.#agents['https:'].destroy();
  }
}
