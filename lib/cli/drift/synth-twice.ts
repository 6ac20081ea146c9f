import { posix } from 'node:path';
import { LAYOUT_FOLDER, RECORD_FILE } from '../../../constructs/artifact/record';
import type { Disk, World } from '../../core';
import { CliError } from '../errors';
import { readProject } from '../project';
import { runSynth } from '../start/run-synth';
import type { TwoRuns } from './not-repeatable';

const ROOT = '.gitops/twice';

/**
 * Runs a program twice, into folders of their own that are removed again; the record and the artifacts
 * of the last synth stay as they were.
 */
export async function synthTwice(
  app: string | undefined,
  world: World,
  debug: boolean,
): Promise<TwoRuns[]> {
  const project = readProject(world, { app });
  const quiet = { ...world, print: () => undefined };
  const before = recordIn(world.disk);
  const runs: Map<string, string>[] = [];
  try {
    for (const run of ['first', 'second']) {
      const output = `${ROOT}/${run}/${posix.basename(project.output)}`;
      const code = await runSynth({ app: project.app, output }, quiet, { explain: false, debug });
      if (code !== 0) throw interrupted(code);
      runs.push(filesBelow(output, world.disk));
    }
  } finally {
    world.disk.remove(allBelow(ROOT, world.disk), '.');
    restore(before, world.disk);
  }
  const [first = new Map<string, string>(), second = new Map<string, string>()] = runs;
  return [...new Set([...first.keys(), ...second.keys()])].sort().map((name) => ({
    file: posix.join(project.output, name),
    first: first.get(name),
    second: second.get(name),
  }));
}

function interrupted(code: number): CliError {
  return new CliError('CLI_PROGRAM_FAILED', `the program ended with ${code}`, 'run it again');
}

/** What a synth leaves beside its output: `publish` reads it. */
function recordIn(disk: Disk): Map<string, Buffer> {
  const paths = [RECORD_FILE, ...allBelow(LAYOUT_FOLDER, disk)];
  return new Map(
    paths.flatMap((path) => {
      const bytes = disk.read(path);
      return bytes ? [[path, bytes] as const] : [];
    }),
  );
}

function restore(before: ReadonlyMap<string, Buffer>, disk: Disk): void {
  const now = recordIn(disk);
  const changed = [...before].filter(([path, bytes]) => !now.get(path)?.equals(bytes));
  if (changed.length > 0) disk.write(new Map(changed));
  disk.remove(
    [...now.keys()].filter((path) => !before.has(path)),
    '.',
  );
}

function filesBelow(folder: string, disk: Disk): Map<string, string> {
  return new Map(
    allBelow(folder, disk).map((path) => [
      path.slice(folder.length + 1),
      disk.read(path)?.toString('utf8') ?? '',
    ]),
  );
}

function allBelow(folder: string, disk: Disk): string[] {
  return disk.list(folder).flatMap(({ name, kind }) => {
    const path = posix.join(folder, name);
    return kind === 'directory' ? allBelow(path, disk) : [path];
  });
}
