/** What functions use that is no argument. Absent parts make the functions that need them fail. */
export interface TemplateWorld {
  /** The time that `now` gives. */
  readonly now?: () => Date;
  /** That many random bytes, for names, passwords, salts and keys. */
  readonly random?: (count: number) => Uint8Array;
  /**
   * The zone that Go calls `Local`, e.g. `Europe/Berlin`. Default `UTC`, as in the controllers'
   * images.
   */
  readonly timeZone?: string;
}

/** Which part of the world makes a function give something else each time. */
export type Asks = 'clock' | 'random';

/** A function needed a part of the world that was not given. */
export class WorldMissing extends Error {
  constructor(readonly asks: Asks) {
    super(asks === 'clock' ? 'it asks the clock' : 'it asks for random numbers');
  }
}

/** What a function gets of the world. */
export class WorldAccess {
  constructor(private readonly world: TemplateWorld = {}) {}

  get timeZone(): string {
    return this.world.timeZone ?? 'UTC';
  }

  /** @throws {WorldMissing} without a clock. */
  now(): Date {
    if (!this.world.now) throw new WorldMissing('clock');
    return this.world.now();
  }

  /** @throws {WorldMissing} without a source of random numbers. */
  random(count: number): Buffer {
    if (!this.world.random) throw new WorldMissing('random');
    return Buffer.from(this.world.random(count));
  }

  /** An integer from 0 to below `limit`, each as likely as the others. */
  below(limit: number): number {
    const span = 2 ** 48;
    const fair = span - (span % limit);
    for (;;) {
      const drawn = this.random(6).readUIntBE(0, 6);
      if (drawn < fair) return drawn % limit;
    }
  }
}
