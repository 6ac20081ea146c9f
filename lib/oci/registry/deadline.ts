/** The end of one operation: a signal for requests, and the time left for decisions. */
export class Deadline {
  readonly signal: AbortSignal;
  readonly #endMs: number;

  constructor(readonly timeoutMs: number) {
    this.signal = AbortSignal.timeout(timeoutMs);
    this.#endMs = performance.now() + timeoutMs;
  }

  get leftMs(): number {
    return this.#endMs - performance.now();
  }
}
