import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Measured, Row } from './row';
import type { SynthCost } from './synth-child';
import { layerRows } from './synth-layers';

/** CPU time of one synth, tree apart, in processes of their own; and of ordering alone. */
export const rows: readonly Row[] = [cpuRow(6_000, 60, 10, 3), ...layerRows];

/** On their side each takes the better part of a minute. */
export const slowRows: readonly Row[] = [
  cpuRow(60_000, 600, 25, 1),
  {
    title: 'peak memory of synth, 60000 objects in 600 charts, over that of the tree',
    against: 'cdk8s App.synth, same tree',
    atLeast: 2,
    run: () => compared(60_000, 600, 1, 'synthMegabytes', 'MB'),
  },
  cpuRow(6_000, 6_000, 20, 1),
];

function cpuRow(objects: number, charts: number, atLeast: number, rounds: number): Row {
  return {
    title: `CPU time of PlatformApp.synth, ${objects} objects in ${charts} charts`,
    against: 'cdk8s App.synth, same tree',
    atLeast,
    run: () => compared(objects, charts, rounds, 'cpuMs', 'ms'),
  };
}

/** The best of some rounds, the sides in turns: the machine may be busy with something else. */
function compared(
  objects: number,
  charts: number,
  rounds: number,
  figure: keyof SynthCost,
  unit: string,
): Promise<Measured> {
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
