/** Requests that one registry gets at once, at most, by default. */
const MOST = 8;

/**
 * How many requests are under way at once: half as many after each refusal for being too many, and
 * one more after as many answers as there are slots.
 */
export class Slots {
  readonly #waiting: (() => void)[] = [];
  #limit: number;
  #busy = 0;
  #answers = 0;

  constructor(private readonly most = MOST) {
    this.#limit = most;
  }

  get limit(): number {
    return this.#limit;
  }

  /** Runs `work` when there is a slot for it. `isTooMany` judges what it gives. */
  async run<T>(work: () => Promise<T>, isTooMany: (result: T) => boolean): Promise<T> {
    while (this.#busy >= this.#limit) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#busy++;
    try {
      const result = await work();
      this.#adapt(isTooMany(result));
      return result;
    } finally {
      this.#busy--;
      for (let free = this.#limit - this.#busy; free > 0; free--) this.#waiting.shift()?.();
    }
  }

  #adapt(tooMany: boolean): void {
    if (tooMany) {
      this.#limit = Math.max(1, Math.floor(this.#limit / 2));
      this.#answers = 0;
    } else if (++this.#answers >= this.#limit) {
      this.#limit = Math.min(this.most, this.#limit + 1);
      this.#answers = 0;
    }
  }
}
