import { posix } from 'node:path';
import type { World } from '../../core';
import { changedBetween, type Revision } from './git';

/** One side of a plan, as far as it can be gone back to. */
export interface Side {
  /** As the user named it. */
  readonly name: string;
  /** Where it is a git revision. */
  readonly revision?: Revision | undefined;
  /** Where it is a folder on disk: the one of its project. */
  readonly folder?: string | undefined;
}

/** Files that are named; of more, their folder is. */
const FILES = 8;
/** What synth writes itself. */
const MADE = /^(?:dist|\.gitops)\//;

/**
 * What takes everything back, in git's words: the files to restore from base, and the steps behind;
 * nothing where base is no revision.
 */
export function undoSteps(base: Side, head: Side, world: World): string[] {
  if (!base.revision) return [];
  const to = head.revision?.commit;
  if (to === undefined && head.folder === undefined) return [];
  const changed = changedBetween(base.revision, to, world);
  const tracked = own(changed?.tracked ?? []);
  const untracked = own(changed?.untracked ?? []);
  if (tracked.length + untracked.length === 0) return [];
  const synth = [...tracked, ...untracked].some((file) => !MADE.test(file));
  const steps =
    to === undefined
      ? [
          ...(tracked.length > 0
            ? [`git restore --source=${base.name} --staged --worktree -- ${listed(tracked)}`]
            : []),
          ...(untracked.length > 0 ? [`rm ${listed(untracked)}`] : []),
        ]
      : [`git revert --no-edit ${base.name}..${head.name}`];
  return [...steps, ...(synth ? ['cdk8s-gitops synth'] : [])];
}

/** What people wrote; where that is nothing, what synth made. */
function own(files: readonly string[]): readonly string[] {
  const written = files.filter((file) => !MADE.test(file));
  return written.length > 0 ? written : files;
}

function listed(files: readonly string[]): string {
  const named = files.length <= FILES ? files : [...new Set(files.map(topOf))].slice(0, FILES);
  return named.map(quoted).join(' ');
}

function topOf(file: string): string {
  const folder = posix.dirname(file);
  return folder === '.' ? file : `${folder}/`;
}

function quoted(file: string): string {
  return /^[\w./@+-]+$/.test(file) ? file : `'${file.replace(/'/g, `'\\''`)}'`;
}
