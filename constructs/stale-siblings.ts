import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** How a file is called until it has all its bytes. */
export function siblingOf(path: string): string {
  return `${path}.${process.pid}.tmp`;
}

/** Younger ones may be of a process that is not seen from here: in another container, on another host. */
const OLD_MS = 60_000;

/**
 * Removes what a process that was killed between writing and renaming has left beside files that are
 * written anew. What cannot be looked at or removed stays.
 *
 * @param isWanted whether a path is written now; others are none of our business.
 */
export function removeStaleSiblings(
  directory: string,
  isWanted: (path: string) => boolean,
  now = Date.now(),
): void {
  try {
    for (const name of readdirSync(directory)) {
      const [, file, pid] = /^(.+)\.(\d+)\.tmp$/.exec(name) ?? [];
      if (file === undefined || !isWanted(join(directory, file))) continue;
      const path = join(directory, name);
      const { mtimeMs } = statSync(path);
      if (now - mtimeMs > OLD_MS && !isAlive(Number(pid))) rmSync(path, { force: true });
    }
  } catch {
    // It is tidying up: what is written does not depend on it.
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's, which we may not ask.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
