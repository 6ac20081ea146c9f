import { posix } from 'node:path';
import { parseDocuments, valueAt, type Diagnostic, type Disk, type World } from '../../core';
import { CliError } from '../errors';
import { readProject } from '../project';
import { runSynth } from '../start/run-synth';

const ROOT = '.gitops/twice';
const RULE = 'output-not-repeatable';

/**
 * Runs a program twice, into folders of their own that are removed again, and tells each file of
 * which two runs write different bytes: Git, and the digest of an artifact, would change with every
 * run (DRIFT010).
 */
export async function synthTwice(
  app: string | undefined,
  world: World,
  debug: boolean,
): Promise<Diagnostic[]> {
  const project = readProject(world, { app });
  const quiet = { ...world, print: () => undefined };
  const runs: Map<string, string>[] = [];
  try {
    for (const run of ['first', 'second']) {
      const output = `${ROOT}/${run}/${posix.basename(project.output)}`;
      const code = await runSynth({ app: project.app, output }, quiet, { explain: false, debug });
      if (code !== 0) throw interrupted(code);
      runs.push(filesBelow(output, world.disk));
    }
  } finally {
    const files = allBelow(ROOT, world.disk);
    if (files.length > 0) world.disk.remove(files, '.');
  }
  const [first = new Map<string, string>(), second = new Map<string, string>()] = runs;
  return [...new Set([...first.keys(), ...second.keys()])]
    .sort()
    .flatMap((name) =>
      differenceIn(posix.join(project.output, name), first.get(name), second.get(name)),
    );
}

function interrupted(code: number): CliError {
  return new CliError('CLI_PROGRAM_FAILED', `the program ended with ${code}`, 'run it again');
}

function differenceIn(file: string, a: string | undefined, b: string | undefined): Diagnostic[] {
  if (a === b) return [];
  if (a === undefined || b === undefined) {
    return [finding(file, 1, 'is written by one of two runs only')];
  }
  const [left, right] = [a.split('\n'), b.split('\n')];
  const at = left.findIndex((line, i) => line !== right[i]);
  const index = at < 0 ? left.length : at;
  const show = (line: string | undefined) => (line ?? '').trim().slice(0, 60);
  const message = `differs between two runs: '${show(left[index])}', then '${show(right[index])}'`;
  return [{ ...finding(file, index + 1, message), ...objectIn(a, b) }];
}

/** The object and the field that differ, where both runs write the same objects. */
function objectIn(a: string, b: string): Pick<Diagnostic, 'pointer'> | object {
  const [left, right] = [parseDocuments(a), parseDocuments(b)];
  if (left.length !== right.length) return {};
  for (const [i, { value }] of left.entries()) {
    const pointer = firstDifference(value, right[i]?.value, '');
    if (pointer !== undefined && valueAt(value, pointer) !== undefined) return { pointer };
  }
  return {};
}

function firstDifference(a: unknown, b: unknown, at: string): string | undefined {
  if (a === b) return undefined;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return at;
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const below = `${at}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`;
    const [x, y] = [a, b].map((value) => (value as Record<string, unknown>)[key]);
    const found = firstDifference(x, y, below);
    if (found !== undefined) return found;
  }
  return undefined;
}

function finding(file: string, line: number, message: string): Diagnostic {
  return {
    rule: RULE,
    severity: 'error',
    message,
    hint: 'take clocks, random values and the order of sets and folders out of the program',
    source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/',
    pointer: '',
    origin: { file, lineOf: () => line },
  };
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
