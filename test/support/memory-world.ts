import { posix } from 'node:path';
import type { Disk, DirectoryEntry, World } from '../../lib/core';

export interface MemoryWorld extends World {
  /** Absolute path to content; commands under test read and write it. */
  readonly files: Map<string, Buffer>;
  /** What went to stdout and to stderr. */
  readonly out: string[];
  readonly err: string[];
}

/** A world of a few lines: files in a map below `/work`, captured output, a clock that stands. */
export function memoryWorld(
  files: Readonly<Record<string, string | Uint8Array>> = {},
  options: { readonly env?: Record<string, string>; readonly now?: number } = {},
): MemoryWorld {
  const cwd = '/work';
  const stored = new Map(
    Object.entries(files).map(([path, content]) => [
      posix.resolve(cwd, path),
      Buffer.from(content),
    ]),
  );
  const out: string[] = [];
  const err: string[] = [];
  return {
    cwd,
    env: options.env ?? {},
    disk: memoryDisk(cwd, stored),
    now: () => options.now ?? 0,
    print: (text) => void out.push(text),
    report: (text) => void err.push(text),
    files: stored,
    out,
    err,
  };
}

function memoryDisk(cwd: string, files: Map<string, Buffer>): Disk {
  const at = (path: string) => posix.resolve(cwd, path);
  const below = (directory: string) => (at(directory) === '/' ? '/' : `${at(directory)}/`);
  return {
    read: (path) => files.get(at(path)),
    kindOf(path) {
      if (files.has(at(path))) return 'file';
      return [...files.keys()].some((name) => name.startsWith(below(path)))
        ? 'directory'
        : undefined;
    },
    realPath: at,
    list(directory) {
      const entries = new Map<string, DirectoryEntry>();
      for (const path of files.keys()) {
        if (!path.startsWith(below(directory))) continue;
        const [name = '', ...rest] = path.slice(below(directory).length).split('/');
        entries.set(name, { name, kind: rest.length > 0 ? 'directory' : 'file' });
      }
      return [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    write(contents) {
      for (const [path, content] of contents) files.set(at(path), Buffer.from(content));
    },
    remove(paths) {
      for (const path of paths) files.delete(at(path));
    },
  };
}
