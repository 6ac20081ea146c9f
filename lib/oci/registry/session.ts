import { OciError } from '../errors';
import type { Authorizer } from './authorizer';
import type { Deadline } from './deadline';
import type { Download } from './download';
import type { Endpoint } from './endpoint';
import { statusFailure } from './failures';
import type { Answer, Exchange } from './http';
import { place, type Secrets } from './redact';
import type { Repeater } from './repeater';
import type { Scope } from './scope';

export interface Ask {
  readonly method: Exchange['method'];
  /** Below `/v2/<name>/`, or a whole address that the registry gave. */
  readonly to: string | URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Of the answer; default 64 KiB. */
  readonly limitBytes?: number;
  /** See {@link Exchange.download}. */
  readonly download?: Download;
  /** Statuses that the caller can deal with; any other is thrown. */
  readonly accept: readonly number[];
  /** `reading tag 'v1' of ghcr.io/acme/platform`, for messages. */
  readonly purpose: string;
}

export interface Reply extends Answer {
  /** Where it came from in the end. */
  readonly url: URL;
}

const DEFAULT_LIMIT_BYTES = 64 * 1024;
const REDIRECTS = [301, 302, 303, 307, 308];
const MAX_REDIRECTS = 5;

/** One operation on one repository: sends what it is asked to, logged in, redirected, repeated. */
export class Session {
  constructor(
    readonly endpoint: Endpoint,
    private readonly scopes: Scope[],
    private readonly deadline: Deadline,
    private readonly means: {
      readonly repeater: Repeater;
      readonly authorizer: Authorizer;
      readonly secrets: Secrets;
    },
  ) {}

  /** @throws {OciError} for an answer whose status is not in `accept`, or no answer at all. */
  async send(ask: Ask): Promise<Reply> {
    let url = this.#address(ask.to);
    for (let hops = 0; ; hops++) {
      const reply = await this.#loggedIn(ask, url);
      const { location } = reply.headers;
      const follow = REDIRECTS.includes(reply.status) && location !== undefined;
      if (follow && hops < MAX_REDIRECTS && (ask.method === 'GET' || ask.method === 'HEAD')) {
        url = this.resolve(location, url, ask.purpose);
        continue;
      }
      if (ask.accept.includes(reply.status)) return reply;
      throw statusFailure(reply, { ...ask, url }, this.means.secrets);
    }
  }

  /**
   * An address that the registry gave, relative or not, with its query.
   *
   * @throws {OciError} `OCI_REGISTRY_NONSENSE` when it is none, or leads from HTTPS to HTTP.
   */
  resolve(location: string, from: URL, purpose: string): URL {
    const { host } = this.endpoint.origin;
    if (!URL.canParse(location, from.href)) throw misled(purpose, `${host} sends us to no address`);
    const url = new URL(location, from);
    if (from.protocol === 'https:' && url.protocol !== 'https:') {
      throw misled(purpose, `${host} sends us from HTTPS to ${place(url)}`);
    }
    if (!/^https?:$/.test(url.protocol)) throw misled(purpose, `${host} sends us to ${place(url)}`);
    url.username = '';
    url.password = '';
    return url;
  }

  async #loggedIn(ask: Ask, url: URL): Promise<Reply> {
    // Another origin gets no credentials, however it asks.
    if (url.origin !== this.endpoint.origin.origin) return this.#once(ask, url, undefined);
    const { authorizer } = this.means;
    const sent = await authorizer.header(this.endpoint, this.scopes, this.deadline);
    const reply = await this.#once(ask, url, sent);
    if (reply.status !== 401) return reply;
    const fresh = await authorizer.login(this.endpoint, reply, sent, this.scopes, this.deadline);
    const second = await this.#once(ask, url, fresh);
    if (second.status === 401) throw await authorizer.refusal(this.endpoint);
    return second;
  }

  async #once(ask: Ask, url: URL, authorization: string | undefined): Promise<Reply> {
    const { method, body, purpose, download, limitBytes = DEFAULT_LIMIT_BYTES } = ask;
    const headers = {
      'user-agent': 'cdk8s-gitops',
      ...ask.headers,
      ...(authorization === undefined ? {} : { authorization }),
    };
    const exchange = {
      ...{ method, url, headers, limitBytes },
      ...(body && { body }),
      ...(download && { download }),
    };
    return { ...(await this.means.repeater.send(exchange, purpose, this.deadline)), url };
  }

  #address(to: string | URL): URL {
    return to instanceof URL
      ? to
      : new URL(`/v2/${this.endpoint.name}/${to}`, this.endpoint.origin);
  }
}

function misled(purpose: string, what: string): OciError {
  return new OciError(
    'OCI_REGISTRY_NONSENSE',
    `${purpose}: ${what}`,
    'ask who runs the registry: it must know the address under which it is reached',
  );
}
