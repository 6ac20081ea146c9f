import { spawnSync } from 'node:child_process';
import type { World } from '../../core';

/** A revision of the repository that the working folder is in. */
export interface Revision {
  /** The commit's full id. */
  readonly commit: string;
  /** The working folder below the top of the repository: `''` or `examples/core/`. */
  readonly prefix: string;
}

/** `undefined` where the name is no revision, the folder no repository, or git is not installed. */
export function findRevision(name: string, world: World): Revision | undefined {
  if (name.startsWith('-')) return undefined;
  const commit = gitText(world, 'rev-parse', '--verify', '--quiet', `${name}^{commit}`);
  const prefix = gitText(world, 'rev-parse', '--show-prefix');
  if (commit === undefined || prefix === undefined) return undefined;
  return { commit, prefix };
}

/**
 * The plain files of a commit, by their path in the repository; links and submodules are left out.
 *
 * @param wanted which paths to read.
 */
export function filesOf(
  { commit }: Revision,
  world: World,
  wanted: (path: string) => boolean,
): Map<string, Buffer> {
  const listing = git(world, ['ls-tree', '-r', '-z', '--full-tree', commit])?.toString() ?? '';
  const entries = listing.split('\0').flatMap((line) => {
    const [, id, path] = /^100\d{3} blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
    return id !== undefined && path !== undefined && wanted(path) ? [{ id, path }] : [];
  });
  if (entries.length === 0) return new Map();
  const ids = entries.map(({ id }) => `${id}\n`).join('');
  const stream = git(world, ['cat-file', '--batch'], ids) ?? Buffer.alloc(0);
  const files = new Map<string, Buffer>();
  let at = 0;
  for (const { path } of entries) {
    const end = stream.indexOf(10, at);
    const sizeBytes = Number(stream.toString('latin1', at, end).split(' ')[2]);
    files.set(path, stream.subarray(end + 1, end + 1 + sizeBytes));
    at = end + 1 + sizeBytes + 1;
  }
  return files;
}

/** Files below the working folder that differ between a revision and another, or the disk. */
export interface Changed {
  readonly tracked: readonly string[];
  /** On disk, and never added. */
  readonly untracked: readonly string[];
}

/** @returns `undefined` where git does not say. */
export function changedBetween(
  { commit }: Revision,
  to: string | undefined,
  world: World,
): Changed | undefined {
  const names = (...args: string[]) => {
    const listing = git(world, [...args, '-z', '--', '.'])?.toString();
    return listing?.split('\0').filter((name) => name !== '');
  };
  const revisions = to === undefined ? [commit] : [commit, to];
  const tracked = names('diff', '--name-only', '--relative', ...revisions);
  if (!tracked) return undefined;
  const untracked = to === undefined ? names('ls-files', '--others', '--exclude-standard') : [];
  return { tracked, untracked: untracked ?? [] };
}

/** What git prints, trimmed; `undefined` where it fails. */
export function gitText(world: World, ...args: string[]): string | undefined {
  return git(world, args)?.toString().trim();
}

const LIMIT_BYTES = 2 ** 30;

function git(world: World, args: readonly string[], input?: string): Buffer | undefined {
  const { status, stdout } = spawnSync('git', args, {
    cwd: world.cwd,
    env: world.env,
    maxBuffer: LIMIT_BYTES,
    stdio: ['pipe', 'pipe', 'ignore'],
    ...(input !== undefined && { input }),
  });
  return status === 0 ? stdout : undefined;
}
