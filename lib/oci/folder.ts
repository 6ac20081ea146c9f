import type { Disk } from '../core';
import { OciError } from './errors';
import { walkFolder, type FolderOptions } from './folder-walk';
import type { UnpackedFile } from './tar/read';
import type { LazyFile, PackFile } from './tar/write';

export type { FolderOptions } from './folder-walk';

/**
 * The files below a folder that belong into an artifact: not those of git, pictures and archives,
 * which `flux push artifact` leaves out, nor what a `.sourceignore` leaves out.
 *
 * @throws {OciError} `OCI_FOLDER_MISSING`, `OCI_FOLDER_EMPTY`, `OCI_FILE_UNSUPPORTED` for symbolic
 *   links, sockets, pipes and devices: followed, links would pack files from elsewhere; left out, as
 *   Flux does, content would be missing without a word.
 */
export function readFolder(disk: Disk, folder: string, options?: FolderOptions): PackFile[] {
  return listFolder(disk, folder, options).map(({ path, read }) => ({ path, content: read() }));
}

/** The files of {@link readFolder}, each to be read when it is packed. */
export function listFolder(disk: Disk, folder: string, options: FolderOptions = {}): LazyFile[] {
  const kind = disk.kindOf(folder);
  if (kind !== 'directory') {
    throw new OciError(
      'OCI_FOLDER_MISSING',
      kind === 'file' ? `'${folder}' is a file, not a folder` : `there is no folder '${folder}'`,
      'name the folder whose content is to be packed',
    );
  }
  const files: LazyFile[] = [];
  let leftOut = 0;
  for (const { path, read } of walkFolder(disk, folder, options)) {
    if (read) files.push({ path, read });
    else leftOut++;
  }
  if (files.length > 0) return files;
  throw new OciError(
    'OCI_FOLDER_EMPTY',
    leftOut > 0
      ? `all ${leftOut} files of folder '${folder}' are left out`
      : `folder '${folder}' has no files`,
    leftOut > 0
      ? 'look at .sourceignore and --ignore-paths'
      : 'write the YAML first, e.g. by cdk8s-gitops synth',
  );
}

/**
 * Writes the files of an artifact below a folder, all or nothing. Files of the same path are
 * replaced, others stay. A link among the folders on the way is refused: it would lead out.
 *
 * @throws {OciError} `OCI_FILE_UNSUPPORTED` for such a link.
 */
export function writeFolder(disk: Disk, folder: string, files: readonly UnpackedFile[]): void {
  const checked = new Set<string>();
  for (const { path } of files) {
    for (let at = path.indexOf('/'); at > 0; at = path.indexOf('/', at + 1)) {
      const parent = path.slice(0, at);
      if (!checked.has(parent)) refuseLink(disk, folder, parent);
      checked.add(parent);
    }
  }
  disk.write(new Map(files.map(({ path, content }) => [`${folder}/${path}`, content])));
}

function refuseLink(disk: Disk, folder: string, path: string): void {
  const slash = path.lastIndexOf('/');
  const siblings = disk.list(slash < 0 ? folder : `${folder}/${path.slice(0, slash)}`);
  const entry = siblings.find(({ name }) => name === path.slice(slash + 1));
  if (entry?.kind !== 'link') return;
  throw new OciError(
    'OCI_FILE_UNSUPPORTED',
    `'${folder}/${path}' is a symbolic link, and files are to be written below it`,
    'remove it, or write to another folder',
  );
}
