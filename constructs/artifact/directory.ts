import { posix } from 'node:path';
import type { Disk } from '../../lib/core';
import type { PackFile } from '../../lib/oci';
import { ArtifactError } from './errors';

/**
 * The files below a folder, as they are; `.git` is left out.
 *
 * @throws {ArtifactError} `ARTIFACT_DIRECTORY_EMPTY` when there is none.
 */
export function readDirectory(disk: Disk, folder: string): PackFile[] {
  const files = [...walk(disk, folder, '')];
  if (files.length > 0) return files;
  throw new ArtifactError(
    'ARTIFACT_DIRECTORY_EMPTY',
    `there is no file below '${folder}'`,
    'correct the path: it is relative to the working folder',
  );
}

function* walk(disk: Disk, root: string, folder: string): Generator<PackFile> {
  for (const { name, kind } of disk.list(posix.join(root, folder))) {
    const path = posix.join(folder, name);
    if (kind === 'directory') {
      if (name !== '.git') yield* walk(disk, root, path);
      continue;
    }
    if (kind !== 'file') continue;
    const content = disk.read(posix.join(root, path));
    if (content !== undefined) yield { path, content };
  }
}
