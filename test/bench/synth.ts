import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { SynthCost } from './synth-child';

interface Row {
  readonly title: string;
  readonly against: string;
  readonly atLeast: number;
  run(): Promise<{ ours: number; theirs: number; unit: string }>;
}

/** CPU time of one synth, tree apart, in processes of their own. */
export const row = cpuRow(6_000, 60, 10, 3);

export const memoryRow: Row = {
  title: 'peak memory of a program with 6,000 objects in 60 charts, over that of its tree',
  against: 'cdk8s App',
  atLeast: 2,
  run: () => compared(6_000, 60, 3, 'synthMegabytes', 'MB'),
};

/** The last takes over a minute on their side, and so do both before it together. */
export const fullRows: readonly Row[] = [cpuRow(60_000, 600, 25, 1), cpuRow(6_000, 6_000, 20, 1)];

function cpuRow(objects: number, charts: number, atLeast: number, rounds: number): Row {
  return {
    title: `PlatformApp.synth, ${objects} objects in ${charts} charts`,
    against: 'cdk8s App.synth, same tree',
    atLeast,
    run: () => compared(objects, charts, rounds, 'cpuMs', 'ms CPU'),
  };
}

/** The best of some rounds, the sides in turns: the machine may be busy with something else. */
function compared(
  objects: number,
  charts: number,
  rounds: number,
  figure: keyof SynthCost,
  unit: string,
): Promise<{ ours: number; theirs: number; unit: string }> {
  const best = { ours: Infinity, theirs: Infinity };
  for (let round = 0; round < rounds; round += 1) {
    for (const side of ['ours', 'theirs'] as const) {
      best[side] = Math.min(best[side], measure(side, objects, charts)[figure]);
    }
  }
  return Promise.resolve({ ...best, unit });
}

function measure(side: string, objects: number, charts: number): SynthCost {
  const child = join(__dirname, 'synth-child.js');
  const output = execFileSync(process.execPath, [child, side, String(objects), String(charts)]);
  return JSON.parse(output.toString()) as SynthCost;
}
