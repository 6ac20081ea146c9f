import {
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, sep } from 'node:path';
import { inByteOrder, type DirectoryEntry, type Disk } from '../lib/core';
import { readInto, resolver } from './disk-read';
import { removeStaleSiblings, siblingOf } from './stale-siblings';
import { uninterrupted } from './uninterrupted';

/** Read through its descriptor: the path does not open where stdin is a socket, nor on Windows. */
const STDIN = '/dev/stdin';

/** The real file system; relative paths start at `cwd`. */
export function realDisk(cwd: string): Disk {
  const at = resolver(cwd);
  return {
    read: (path, room) => unlessMissing(() => readFile(path, path === STDIN ? 0 : at(path), room)),
    kindOf(path) {
      const stat = unlessMissing(() => statSync(at(path)));
      if (!stat) return undefined;
      return stat.isDirectory() ? 'directory' : 'file';
    },
    realPath: (path) => unlessMissing(() => realpathSync(at(path))) ?? at(path),
    list(directory) {
      const entries =
        unlessMissing(() => readdirSync(at(directory), { withFileTypes: true })) ?? [];
      const named = entries.map((entry): DirectoryEntry => ({
        name: entry.name,
        kind: kindOf(entry),
      }));
      return inByteOrder(named, ({ name }) => name);
    },
    write(files, { isPrivate = false } = {}) {
      const wanted = new Map([...files].map(([path, content]) => [at(path), content]));
      uninterrupted(() => writeAll(wanted, isPrivate ? 0o600 : 0o666));
    },
    remove(paths, root) {
      for (const path of paths) {
        rmSync(at(path), { force: true });
        removeEmptyParents(at(path), at(root));
      }
    },
  };
}

/** A folder does not say which one it was: reading fails, not opening. */
function readFile(path: string, at: string | number, room?: Buffer): Buffer {
  try {
    const there = room && typeof at === 'string' ? readInto(at, room) : undefined;
    return there ?? readFileSync(at);
  } catch (error) {
    throw Object.assign(error as Error, { path });
  }
}

function writeAll(files: ReadonlyMap<string, string | Uint8Array>, mode: number): void {
  const temporary = new Map<string, string>();
  const made = new Set<string>();
  try {
    for (const [path, content] of files) {
      const directory = dirname(path);
      if (!made.has(directory)) {
        makeFolder(directory);
        removeStaleSiblings(directory, (one) => files.has(one));
      }
      made.add(directory);
      refuseFolder(path);
      const sibling = siblingOf(path);
      temporary.set(sibling, path);
      writeSibling(sibling, content, path, mode);
    }
    for (const [sibling, path] of temporary) {
      renameSync(sibling, path);
      temporary.delete(sibling);
    }
  } finally {
    for (const sibling of temporary.keys()) rmSync(sibling, { force: true });
  }
}

/** Step by step: where the system answers that a parent is missing, node's `recursive` never ends. */
function makeFolder(directory: string): void {
  if (isFolder(directory)) return;
  const missing = [directory];
  for (let at = dirname(directory); !statSync(at, { throwIfNoEntry: false }); at = dirname(at)) {
    missing.push(at);
  }
  for (const at of missing.reverse()) {
    try {
      mkdirSync(at);
    } catch (error) {
      // Another process may have made it meanwhile.
      if (!isFolder(at)) throw error;
    }
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** A full disk does not say which file it was, other failures name the sibling. */
function writeSibling(
  sibling: string,
  content: string | Uint8Array,
  path: string,
  mode: number,
): void {
  try {
    // What is there may be a link that somebody laid, or open to others: a file of one's own, always.
    rmSync(sibling, { force: true });
    writeFileSync(sibling, content, { mode, flag: 'wx' });
  } catch (error) {
    throw Object.assign(error as Error, { path });
  }
}

/** Renaming onto a folder fails as well, but only when other files have been replaced already. */
function refuseFolder(path: string): void {
  if (!isFolder(path)) return;
  const message = `EISDIR: illegal operation on a directory, write '${path}'`;
  throw Object.assign(new Error(message), { code: 'EISDIR', syscall: 'open', path });
}

function removeEmptyParents(path: string, root: string): void {
  for (let folder = dirname(path); folder.startsWith(root + sep); folder = dirname(folder)) {
    try {
      rmdirSync(folder);
    } catch {
      return; // not empty, or gone already
    }
  }
}

function kindOf(entry: {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}): DirectoryEntry['kind'] {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'directory';
  return entry.isSymbolicLink() ? 'link' : 'other';
}

function unlessMissing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}
