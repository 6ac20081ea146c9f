import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import * as schemas from '../../imports/schemas';
import { ManifestSet } from '../../lib/core';
import { lint } from '../../lib/lint';
import { manifests, writeManifests, writeSchemas } from './lint-corpus';

const OBJECTS = 10_000;

/** What the rules cost beside the least that any tool does with an object. */
export const row = {
  title: `lint ${OBJECTS} objects in memory, all rules; at most 3x the time of the other`,
  against: 'JSON.stringify of the same objects',
  atLeast: 1 / 3,

  run() {
    const objects = manifests(OBJECTS);
    const ours = best(7, () => {
      const found = lint(ManifestSet.of(objects), { schemas });
      if (found.length > 0) throw new Error(`found ${found[0]?.rule}: ${found[0]?.message}`);
    });
    const theirs = best(7, () => void JSON.stringify(objects));
    return Promise.resolve({ ours, theirs, unit: 'ms' });
  },
};

/** From the start of a process to its end, files in the page cache; the same schemas for both. */
export const otherRow = {
  title: `lint ${OBJECTS} documents of ${OBJECTS / 10} files, as a process`,
  against: 'kubeconform -strict',
  atLeast: 3,

  run() {
    const kubeconform = binary();
    if (kubeconform === undefined) {
      throw new Error('kubeconform is not installed; put it on the PATH or into KUBECONFORM');
    }
    const root = mkdtempSync(join(tmpdir(), 'bench-lint-'));
    try {
      const main = join(__dirname, '../../lib/cli/main.js');
      const location = join(root, 'schemas', '{{.ResourceKind}}{{.KindSuffix}}.json');
      const measure = (count: number, rounds: number) => {
        const folder = join(root, `${count}`);
        writeManifests(folder, manifests(count));
        const argv = ['-strict', '-schema-location', location, folder];
        return {
          ours: best(rounds, () => void execFileSync(process.execPath, [main, 'lint', folder])),
          theirs: best(rounds, () => void execFileSync(kubeconform, argv)),
        };
      };
      writeSchemas(join(root, 'schemas'));
      const few = measure(10, 3);
      const many = measure(OBJECTS, 3);
      return Promise.resolve({ ...many, unit: 'ms', note: breakEven(few, many) });
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  },
};

interface Times {
  readonly ours: number;
  readonly theirs: number;
}

/** From how many documents on we are the faster one, both lines taken for straight. */
function breakEven(few: Times, many: Times): string {
  const perDocument = (many.theirs - few.theirs - (many.ours - few.ours)) / (OBJECTS - 10);
  const count = Math.ceil(10 + (few.ours - few.theirs) / perDocument);
  return `break-even at ${count} documents; of 10: ${few.ours.toFixed(0)} ms, ${few.theirs.toFixed(0)} ms`;
}

function binary(): string | undefined {
  const given = process.env['KUBECONFORM'];
  const found = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'kubeconform'))
    .find((path) => existsSync(path));
  return given ?? found;
}

function best(rounds: number, work: () => void): number {
  let least = Infinity;
  for (let i = 0; i < rounds; i++) {
    const start = performance.now();
    work();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}
