/** What arrived so far of a body that may break off, to be taken up where it ended. */
export class Download {
  #parts: Buffer[] = [];
  #sizeBytes = 0;
  #fromStart = false;
  #resumed = false;

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** Whether the bytes are of several answers. */
  get resumed(): boolean {
    return this.#resumed;
  }

  /** What to send along, so that only the rest comes. */
  headers(): Readonly<Record<string, string>> {
    const rest = this.#sizeBytes > 0 && !this.#fromStart;
    return rest ? { range: `bytes=${this.#sizeBytes}-` } : {};
  }

  /** Forgets what arrived, and asks for no rest any more. */
  restart(): void {
    this.#parts = [];
    this.#sizeBytes = 0;
    this.#fromStart = true;
    this.#resumed = false;
  }

  /**
   * Looks at the head of an answer: 200 is all of the body, 206 the rest.
   *
   * @param range `Content-Range`: `bytes 100-199/200`; without it the rest is what was asked for.
   * @returns whether its body belongs to what arrived so far.
   */
  begin(status: number, range: string | undefined): boolean {
    if (status !== 200 && status !== 206) return false;
    const [, start] = /^bytes (\d+)-/.exec(range ?? '') ?? [];
    const at = status === 200 ? 0 : start === undefined ? this.#sizeBytes : Number(start);
    if (at > this.#sizeBytes) return false;
    this.#resumed = at > 0;
    const kept = at === this.#sizeBytes ? this.#parts : [this.bytes().subarray(0, at)];
    this.#parts = kept;
    this.#sizeBytes = at;
    return true;
  }

  add(part: Buffer): void {
    this.#parts.push(part);
    this.#sizeBytes += part.length;
  }

  bytes(): Buffer {
    return Buffer.concat(this.#parts);
  }
}
