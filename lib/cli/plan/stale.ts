import { statSync, readdirSync, type Dirent } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { RECORD_FILE } from '../../../constructs/artifact/record';
import type { World } from '../../core';

const PROGRAM = /\.(?:[cm]?[jt]s|json|ya?ml)$/;
/** Files that say nothing about the YAML that a program writes. */
const APART = /(?:\.test\.[cm]?[jt]s|\.d\.ts|^inventory\.yaml|^cdk8s-gitops\.yaml|-lock\.json)$/;
/** A project with more files is not looked through. */
const MOST = 20_000;
/** A copy of a folder writes its files one after the other. */
const TOLERANCE_MS = 2_000;

/**
 * The file of a project on disk that was changed after its YAML was synthesized; `undefined` where
 * there is none, or where nothing tells when that was.
 *
 * @param folder of the project; `output` of its YAML, below it.
 */
export function changedSince(folder: string, output: string, world: World): string | undefined {
  const top = resolve(world.cwd, folder);
  const synthesized = timeOf(join(top, RECORD_FILE));
  if (synthesized === undefined) return undefined;
  const skipped = resolve(top, output);
  let left = MOST;
  const queue = [top];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    for (const entry of entriesOf(at)) {
      const path = join(at, entry.name);
      if (left-- === 0) return undefined;
      if (entry.isDirectory()) {
        const isApart = entry.name.startsWith('.') || entry.name === 'node_modules';
        if (!isApart && path !== skipped) queue.push(path);
      } else if (PROGRAM.test(entry.name) && !APART.test(entry.name)) {
        if ((timeOf(path) ?? 0) > synthesized + TOLERANCE_MS) return relative(top, path);
      }
    }
  }
  return undefined;
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function timeOf(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}
