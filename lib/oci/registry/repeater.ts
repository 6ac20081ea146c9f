import { OciError } from '../errors';
import type { Deadline } from './deadline';
import { connectionFailure, type Asked } from './failures';
import type { Answer, Exchange, Wire } from './http';
import type { Retry } from './options';
import type { Proxy } from './proxy';
import { askedWait, isTransient, isTransientFailure, jitter, sleep } from './retry';
import { Slots } from './slots';

export interface RepeaterOptions {
  readonly wire: Wire;
  readonly retry: Retry;
  readonly now: () => number;
  readonly report: (text: string) => void;
  /** Requests to one registry at once; default 8. */
  readonly concurrency?: number | undefined;
  /** Which proxy is taken to an address, for messages. */
  readonly proxyFor?: (to: URL) => Proxy | undefined;
}

/** Less than this is no progress: a download must not go on for ever, a few bytes at a time. */
const PROGRESS_BYTES = 16 * 1024;

/** Sends requests, and sends them again where that may help, until the deadline. */
export class Repeater {
  readonly #slots = new Map<string, Slots>();

  constructor(private readonly options: RepeaterOptions) {}

  /**
   * @returns the first answer that is not transient, or the last.
   * @throws {OciError} `OCI_UNREACHABLE`, `OCI_TIMEOUT`, `OCI_RATE_LIMITED` when the wait that the
   *   registry asks for is longer than the time left.
   */
  async send(exchange: Exchange, purpose: string, deadline: Deadline): Promise<Answer> {
    const asked = { method: exchange.method, url: exchange.url, purpose };
    let arrived = exchange.download?.sizeBytes ?? 0;
    for (let attempt = 0; ; attempt++) {
      const result = await this.#once(exchange, asked, deadline);
      const now = exchange.download?.sizeBytes ?? 0;
      // A download that gets on is no failure, however often it breaks off.
      if (now - arrived >= PROGRESS_BYTES) attempt = 0;
      arrived = Math.max(arrived, now);
      const last = attempt + 1 >= this.options.retry.tries;
      if (result instanceof OciError) {
        if (last) throw result;
        await this.#wait(jitter(this.options.retry, attempt), result.message, asked, deadline);
      } else {
        if (last || !isTransient(result)) return result;
        const wait = askedWait(result, this.options.now()) ?? jitter(this.options.retry, attempt);
        const what = `${exchange.url.host} answers ${result.status}`;
        await this.#wait(wait, what, asked, deadline);
      }
    }
  }

  /** An answer, or an error that another try may mend; throws those that it cannot. */
  async #once(exchange: Exchange, asked: Asked, deadline: Deadline): Promise<Answer | OciError> {
    if (deadline.signal.aborted) throw timedOut(asked, deadline);
    try {
      const send = () => this.options.wire.send(exchange, deadline.signal);
      return await this.#slotsOf(exchange.url).run(send, isTooMany);
    } catch (error) {
      if (deadline.signal.aborted) throw timedOut(asked, deadline);
      const failure = connectionFailure(error, asked, this.options.proxyFor?.(exchange.url));
      if (isTransientFailure(error)) return failure;
      throw failure;
    }
  }

  #slotsOf({ host }: URL): Slots {
    const known = this.#slots.get(host) ?? new Slots(this.options.concurrency);
    this.#slots.set(host, known);
    return known;
  }

  async #wait(ms: number, what: string, asked: Asked, deadline: Deadline): Promise<void> {
    const seconds = Math.ceil(ms / 1000);
    if (ms > deadline.leftMs) {
      throw new OciError(
        'OCI_RATE_LIMITED',
        `${asked.purpose}: ${what}, and the next try is due in ${seconds} s, after the timeout`,
        `try again in ${seconds} s, or raise --timeout`,
      );
    }
    if (ms >= 1000) this.options.report(`${what}, trying again in ${seconds} s`);
    await sleep(ms, deadline.signal).catch(() => {
      throw timedOut(asked, deadline);
    });
  }
}

const isTooMany = ({ status }: Answer) => status === 429;

function timedOut({ purpose, url }: Asked, { timeoutMs }: Deadline): OciError {
  return new OciError(
    'OCI_TIMEOUT',
    `${purpose}: ${url.host} was not done within ${timeoutMs / 1000} s`,
    'try again later, or raise --timeout',
  );
}
