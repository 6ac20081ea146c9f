import * as http from 'node:http';
import * as https from 'node:https';
import type { Duplex } from 'node:stream';
import * as tls from 'node:tls';
import type { Proxy } from './proxy';

/** The proxy does not let us through. */
export class ProxyRefusal extends Error {
  constructor(
    readonly proxy: Proxy,
    readonly status: number,
  ) {
    super(`the proxy answers ${status}`);
  }
}

/** The proxy says nothing. */
class SilentProxy extends Error {
  readonly code = 'ETIMEDOUT';

  constructor(proxy: Proxy, idleMs: number) {
    super(`the proxy ${proxy.url.host} says nothing for ${idleMs / 1000} s`);
  }
}

type Connected = (error: Error | null, stream: Duplex) => void;

/** HTTPS through a proxy, which sees the name of the host and nothing else. */
export class TunnelAgent extends https.Agent {
  /** @param idleMs after which a proxy that says nothing is given up. */
  constructor(
    private readonly proxy: Proxy,
    private readonly idleMs: number,
    private readonly trust: https.AgentOptions,
  ) {
    super(trust);
  }

  /** Called by node for each connection that it needs. */
  override createConnection(options: https.RequestOptions, connected?: Connected): undefined {
    const fail = (error: Error) => connected?.(error, undefined as never);
    const { proxy, trust, idleMs } = this;
    const port = options.port ?? 443;
    const host = options.host ?? '';
    const to = `${host.includes(':') ? `[${host}]` : host}:${port}`;
    const secure = proxy.url.protocol === 'https:';
    const request = (secure ? https : http).request({
      method: 'CONNECT',
      host: proxy.url.hostname,
      port: proxy.url.port || (secure ? 443 : 80),
      path: to,
      agent: false,
      // The certificates that are trusted are those of the registry and of the proxy alike.
      ...(secure && trust.ca !== undefined && { ca: trust.ca }),
      headers: {
        host: to,
        ...(proxy.authorization !== undefined && { 'proxy-authorization': proxy.authorization }),
      },
    });
    request.setTimeout(idleMs, () => request.destroy(new SilentProxy(proxy, idleMs)));
    request.on('error', fail);
    request.on('connect', (response, socket) => {
      request.setTimeout(0);
      if (response.statusCode === 200) {
        const secured = tls.connect({
          ...(options as tls.ConnectionOptions),
          socket,
          ...(!isAddress(host) && { servername: host }),
        });
        connected?.(null, secured);
      } else {
        socket.destroy();
        fail(new ProxyRefusal(proxy, response.statusCode ?? 0));
      }
    });
    request.end();
    return undefined;
  }
}

function isAddress(host: string): boolean {
  return /^[\d.]+$/.test(host) || host.includes(':');
}
