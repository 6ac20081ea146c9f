import { closeSync, openSync, readSync } from 'node:fs';
import { resolve, sep } from 'node:path';

/**
 * Reads a file into memory that is there: for thousands of small files, finding memory for each costs
 * more than reading them.
 *
 * @returns the part of `room` that it fills; `undefined` where it does not fit with a byte to spare,
 *   `room` is zeros then.
 */
export function readInto(path: string, room: Buffer): Buffer | undefined {
  const file = openSync(path, 'r');
  try {
    for (let at = 0; at < room.length;) {
      const count = readSync(file, room, at, room.length - at, null);
      if (count === 0) return room.subarray(0, at);
      at += count;
    }
  } finally {
    closeSync(file);
  }
  room.fill(0);
  return undefined;
}

/** `path.resolve` below a folder, which remembers the last parent: siblings come one after another. */
export function resolver(cwd: string): (path: string) => string {
  let parent = '';
  let known = cwd;
  return (path) => {
    const slash = path.lastIndexOf('/');
    const name = path.slice(slash + 1);
    if (slash <= 0 || !PLAIN_NAME.test(name)) return resolve(cwd, path);
    if (slash !== parent.length || !path.startsWith(parent)) {
      parent = path.slice(0, slash);
      known = resolve(cwd, parent);
    }
    return known.endsWith(sep) ? known + name : known + sep + name;
  };
}

/** Neither empty, `.` nor `..`, nor several names for Windows. */
const PLAIN_NAME = /^(?!\.{0,2}$)[^\\]+$/;
