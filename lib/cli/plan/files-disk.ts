import { posix } from 'node:path';
import type { DirectoryEntry, Disk } from '../../core';

/** Files in memory as a disk that nobody writes to; paths are relative to its root. */
export function filesDisk(files: ReadonlyMap<string, Buffer>): Disk {
  const folders = new Map<string, Map<string, DirectoryEntry>>([['.', new Map()]]);
  for (const path of files.keys()) addFile(folders, path);
  const at = (path: string) => posix.normalize(path).replace(/\/$/, '');
  return {
    read: (path) => files.get(at(path)),
    kindOf(path) {
      if (files.has(at(path))) return 'file';
      return folders.has(at(path)) ? 'directory' : undefined;
    },
    realPath: at,
    list: (path) =>
      [...(folders.get(at(path))?.values() ?? [])].sort((a, b) => (a.name < b.name ? -1 : 1)),
    write: refuse,
    remove: refuse,
  };
}

/** A disk whose relative paths start in a folder of another. */
export function below(disk: Disk, folder: string): Disk {
  const at = (path: string) => posix.join(folder, path);
  return {
    read: (path) => disk.read(at(path)),
    kindOf: (path) => disk.kindOf(at(path)),
    realPath: (path) => disk.realPath(at(path)),
    list: (path) => disk.list(at(path)),
    write: refuse,
    remove: refuse,
  };
}

function addFile(folders: Map<string, Map<string, DirectoryEntry>>, path: string): void {
  let kind: DirectoryEntry['kind'] = 'file';
  for (let child = path; child !== '.'; child = posix.dirname(child)) {
    const parent = posix.dirname(child);
    const entries = folders.get(parent) ?? new Map<string, DirectoryEntry>();
    const known = entries.has(posix.basename(child));
    entries.set(posix.basename(child), { name: posix.basename(child), kind });
    folders.set(parent, entries);
    if (known) return;
    kind = 'directory';
  }
}

function refuse(): never {
  throw new Error('a state that is compared is never written to');
}
