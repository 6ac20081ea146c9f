/** One comparison of DESIGN's kind: the same work done by us and by somebody else, in one run. */
export interface Row {
  /** The work. */
  readonly title: string;
  /** Who else does it. */
  readonly against: string;
  /** Theirs divided by ours; with `withinMs` not looked at. */
  readonly atLeast: number;
  /** Milliseconds that ours may take longer than theirs, for work that theirs is only a part of. */
  readonly withinMs?: number;
  /** @throws {PeerMissing} when the other one is not installed. */
  run(): Promise<Measured>;
}

/** The best of some rounds; less is better. */
export interface Measured {
  readonly ours: number;
  readonly theirs: number;
  readonly unit: string;
  /** Shown below the row. */
  readonly note?: string;
}

/** What a bench module gives. */
export interface BenchModule {
  readonly rows: readonly Row[];
  /** Those that take over a minute; `--full` runs them too. */
  readonly slowRows?: readonly Row[];
}

/** The other one is not on this machine; the row is told and not counted. */
export class PeerMissing extends Error {}

/** The least time of some rounds, in milliseconds. */
export async function best(rounds: number, work: () => unknown): Promise<number> {
  let least = Infinity;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await work();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

/** The least times of two, taken in turns: the machine may be busy with something else. */
export async function inTurns(
  rounds: number,
  ours: () => unknown,
  theirs: () => unknown,
): Promise<{ ours: number; theirs: number }> {
  const least = { ours: Infinity, theirs: Infinity };
  for (let round = 0; round < rounds; round++) {
    least.ours = Math.min(least.ours, await best(1, ours));
    least.theirs = Math.min(least.theirs, await best(1, theirs));
  }
  return least;
}

/** The least CPU time of work in this process, in milliseconds: others on the machine do not count. */
export function leastCpu(rounds: number, work: () => unknown): number {
  let least = Infinity;
  for (let round = 0; round < rounds; round++) {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}
