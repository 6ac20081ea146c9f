import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import * as schemas from '../../imports/schemas';
import { ManifestSet } from '../../lib/core';
import { lint } from '../../lib/lint';
import { inTurns, PeerMissing, type Measured, type Row } from './row';
import { manifests, writeManifests, writeSchemas } from './lint-corpus';

const OBJECTS = 10_000;

/** What the rules cost beside the least that any tool does with an object. */
const inMemory: Row = {
  title: `lint ${OBJECTS} objects in memory, all rules`,
  against: 'JSON.stringify of the same objects',
  atLeast: 1 / 3,

  async run() {
    const objects = manifests(OBJECTS);
    const ours = () => {
      const found = lint(ManifestSet.of(objects), { schemas });
      if (found.length > 0) throw new Error(`found ${found[0]?.rule}: ${found[0]?.message}`);
    };
    return { ...(await inTurns(12, ours, () => JSON.stringify(objects))), unit: 'ms' };
  },
};

/** From the start of a process to its end, files in the page cache; the same schemas for both. */
const asProcess: Row = {
  title: `lint ${OBJECTS} documents of ${OBJECTS / 10} files, as a process`,
  against: 'kubeconform -strict',
  atLeast: 3,

  async run() {
    const kubeconform = binary();
    if (kubeconform === undefined) {
      throw new PeerMissing('kubeconform is not installed; put it on the PATH or into KUBECONFORM');
    }
    const root = mkdtempSync(join(tmpdir(), 'bench-lint-'));
    try {
      const main = join(__dirname, '../../lib/cli/bin.js');
      const location = join(root, 'schemas', '{{.ResourceKind}}{{.KindSuffix}}.json');
      const measure = async (count: number, rounds: number): Promise<Times> => {
        const folder = join(root, `${count}`);
        writeManifests(folder, manifests(count));
        const argv = ['-strict', '-schema-location', location, folder];
        return inTurns(
          rounds,
          () => execFileSync(process.execPath, [main, 'lint', folder]),
          () => execFileSync(kubeconform, argv),
        );
      };
      writeSchemas(join(root, 'schemas'));
      const few = await measure(10, 5);
      const many = await measure(OBJECTS, 4);
      return { ...many, unit: 'ms', note: breakEven(few, many) };
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  },
};

export const rows: readonly Row[] = [inMemory, asProcess];

type Times = Pick<Measured, 'ours' | 'theirs'>;

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
