import { setMaxListeners } from 'node:events';

/** The end of one operation: a signal for requests, and the time left for decisions. */
export class Deadline {
  readonly signal: AbortSignal;
  readonly #endMs: number;

  constructor(readonly timeoutMs: number) {
    this.signal = AbortSignal.timeout(timeoutMs);
    // Each request of the operation listens.
    setMaxListeners(0, this.signal);
    this.#endMs = performance.now() + timeoutMs;
  }

  get leftMs(): number {
    return this.#endMs - performance.now();
  }
}
