import { posix } from 'node:path';
import { RECORD_FILE, readRecord } from '../../../constructs/artifact/record';
import { parseDocuments, valueAt, type Disk } from '../../core';
import type { ArtifactFolder } from '../../lint';

/** A folder in which a program lives, as far as its output tells. */
interface Home {
  /** What it writes to, as files are named. */
  readonly output: string;
  readonly artifacts: readonly ArtifactFolder[];
}

/** The folders that hold the given paths, and what programs wrote there. */
export class Programs {
  readonly #homes: readonly Home[];

  constructor(paths: readonly string[], disk: Disk) {
    const folders = new Set(paths.flatMap((path) => [posix.dirname(posix.normalize(path)), '.']));
    for (const path of paths)
      if (disk.kindOf(path) === 'directory') folders.add(posix.normalize(path));
    this.#homes = [...folders].flatMap((folder) => homeIn(folder, disk));
  }

  /** Which folders go out as artifacts. */
  get artifacts(): readonly ArtifactFolder[] {
    return this.#homes.flatMap(({ artifacts }) => artifacts);
  }

  /** Whether a program writes a file, so that an edit of it is gone with the next synth. */
  writes(file: string): boolean {
    return this.#homes.some(({ output }) => `${file}`.startsWith(`${output}/`));
  }
}

function homeIn(folder: string, disk: Disk): Home[] {
  const record = disk.kindOf(posix.join(folder, RECORD_FILE)) && readRecord(disk, folder);
  if (record) {
    const output = posix.join(folder, record.outdir);
    const artifacts = record.artifacts.map(({ name, repository, digest }) => ({
      ...{ repository, digest },
      folder: posix.join(output, name),
    }));
    return [{ output, artifacts }];
  }
  const text = disk.read(posix.join(folder, 'cdk8s.yaml'))?.toString();
  if (text === undefined) return [];
  const output = valueAt(parseDocuments(text)[0]?.value, '/output');
  return [
    { output: posix.join(folder, typeof output === 'string' ? output : 'dist'), artifacts: [] },
  ];
}
