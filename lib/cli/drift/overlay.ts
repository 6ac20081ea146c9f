import type { Disk } from '../../core';

/** A disk on which some files have another text already; nothing is written. */
export function overlay(disk: Disk, files: ReadonlyMap<string, string>): Disk {
  return {
    kindOf: (path) => disk.kindOf(path),
    realPath: (path) => disk.realPath(path),
    list: (folder) => disk.list(folder),
    write: (contents, options) => disk.write(contents, options),
    remove: (paths, root) => disk.remove(paths, root),
    read(path) {
      const text = files.get(path);
      return text === undefined ? disk.read(path) : Buffer.from(text);
    },
  };
}
