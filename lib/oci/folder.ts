import type { DirectoryEntry, Disk } from '../core';
import { OciError } from './errors';
import type { UnpackedFile } from './tar/read';
import type { LazyFile, PackFile } from './tar/write';

/**
 * The files below a folder, without `.git`. Symbolic links are refused: followed, they would pack files from elsewhere; left out, as Flux does, content would be
 * missing without a word. So are sockets, pipes and devices.
 *
 * @throws {OciError} `OCI_FOLDER_MISSING`, `OCI_FOLDER_EMPTY`, `OCI_FILE_UNSUPPORTED`.
 */
export function readFolder(disk: Disk, folder: string): PackFile[] {
  return listFolder(disk, folder).map(({ path, read }) => ({ path, content: read() }));
}

/** The files of {@link readFolder}, each to be read when it is packed. */
export function listFolder(disk: Disk, folder: string): LazyFile[] {
  const kind = disk.kindOf(folder);
  if (kind !== 'directory') {
    throw new OciError(
      'OCI_FOLDER_MISSING',
      kind === 'file' ? `'${folder}' is a file, not a folder` : `there is no folder '${folder}'`,
      'name the folder whose content is to be packed',
    );
  }
  const files = [...walk(disk, folder, '')];
  if (files.length > 0) return files;
  throw new OciError(
    'OCI_FOLDER_EMPTY',
    `folder '${folder}' has no files`,
    'write the YAML first, e.g. by cdk8s-gitops synth',
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

function* walk(disk: Disk, folder: string, prefix: string): Generator<LazyFile> {
  for (const entry of disk.list(`${folder}/${prefix}`)) {
    const path = `${prefix}${entry.name}`;
    if (entry.name === '.git') continue;
    if (entry.kind === 'directory') yield* walk(disk, folder, `${path}/`);
    else yield lazyFile(disk, folder, path, entry);
  }
}

function lazyFile(disk: Disk, folder: string, path: string, { kind }: DirectoryEntry): LazyFile {
  if (kind !== 'file') {
    throw new OciError(
      'OCI_FILE_UNSUPPORTED',
      `'${folder}/${path}' is ${kind === 'link' ? 'a symbolic link' : 'no plain file'}`,
      kind === 'link' ? 'put the file itself there' : 'remove it',
    );
  }
  return { path, read: () => readFile(disk, folder, path) };
}

function readFile(disk: Disk, folder: string, path: string): Buffer {
  const content = disk.read(`${folder}/${path}`);
  if (content) return content;
  throw new OciError(
    'OCI_FILE_UNSUPPORTED',
    `'${folder}/${path}' vanished while it was read`,
    'run again when nothing writes to the folder',
  );
}
