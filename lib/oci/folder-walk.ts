import type { DirectoryEntry, Disk } from '../core';
import { OciError } from './errors';
import { DEFAULT_IGNORES, IGNORE_FILE, IgnoreList, readIgnoreRules } from './ignore/ignore-list';
import type { IgnoreRule } from './ignore/ignore-rule';

/** What of a folder is packed. */
export interface FolderOptions {
  /** Lines of a `.sourceignore` instead of the default ones; they outweigh those of the folder. */
  readonly ignorePaths?: readonly string[];
  /** Lines of a `.sourceignore` that outweigh all others. Default none. */
  readonly addIgnorePaths?: readonly string[];
  /** Whether the `.sourceignore` files of the folder count. Default: true. */
  readonly sourceIgnore?: boolean;
  /** Whether symbolic links are replaced by what they lead to. Default: they are refused. */
  readonly resolveSymlinks?: boolean;
  /** Told of each file that is left out. Default nobody. */
  readonly leftOut?: (path: string) => void;
}

/** A file found; without `read` it is left out. */
export interface Found {
  readonly path: string;
  readonly read?: (room?: Buffer) => Buffer;
}

/**
 * All files below a folder, in the order of its names. `.git` is never looked into.
 *
 * @throws {OciError} `OCI_FILE_UNSUPPORTED`.
 */
export function walkFolder(
  disk: Disk,
  folder: string,
  options: FolderOptions,
): Generator<Found, void> {
  const { ignorePaths, addIgnorePaths = [] } = options;
  const rules = (lines: readonly string[]) => lines.flatMap((line) => readIgnoreRules(line));
  const weightiest = [...rules(ignorePaths ?? []), ...rules(addIgnorePaths)];
  const lightest = ignorePaths ? [] : rules(DEFAULT_IGNORES);
  return below({ disk, folder, options, weightiest }, '', lightest, []);
}

interface Walk {
  readonly disk: Disk;
  readonly folder: string;
  readonly options: FolderOptions;
  /** Rules that outweigh those of the folder. */
  readonly weightiest: readonly IgnoreRule[];
}

/**
 * Folders that are left out are looked into as well, as Flux does: a rule may take back what is in them.
 *
 * @param rules of the folders on the way, which weigh the more the deeper they are.
 * @param through where the links that led here lead to.
 */
function* below(
  walk: Walk,
  prefix: string,
  rules: readonly IgnoreRule[],
  through: readonly string[],
): Generator<Found, void> {
  const { disk, folder, options, weightiest } = walk;
  const entries = disk.list(`${folder}/${prefix}`);
  const known = [...rules, ...ownRules(walk, prefix, entries)];
  const ignores = new IgnoreList([...known, ...weightiest]);
  for (const entry of entries) {
    const path = `${prefix}${entry.name}`;
    if (entry.name === '.git') continue;
    const kind = kindOf(walk, path, entry);
    if (kind === 'directory') {
      const real = entry.kind === 'link' ? [...through, enter(walk, path, through)] : through;
      yield* below(walk, `${path}/`, known, real);
    } else if (ignores.leavesOut(path)) {
      options.leftOut?.(path);
      yield { path };
    } else if (kind === 'file') {
      yield { path, read: (room) => readFile(walk, path, room) };
    } else {
      throw unsupported(walk, path, kind);
    }
  }
}

/** What the `.sourceignore` of a folder says. */
function ownRules(
  { disk, folder, options }: Walk,
  prefix: string,
  entries: readonly DirectoryEntry[],
): readonly IgnoreRule[] {
  if (options.sourceIgnore === false) return [];
  if (!entries.some(({ name, kind }) => name === IGNORE_FILE && kind === 'file')) return [];
  const text = disk.read(`${folder}/${prefix}${IGNORE_FILE}`)?.toString() ?? '';
  return readIgnoreRules(text, prefix.split('/').slice(0, -1));
}

function kindOf(
  { disk, folder, options }: Walk,
  path: string,
  { kind }: DirectoryEntry,
): DirectoryEntry['kind'] {
  if (kind !== 'link' || options.resolveSymlinks !== true) return kind;
  // A link that leads nowhere stays one, and is refused.
  return disk.kindOf(`${folder}/${path}`) ?? 'link';
}

/** Where a linked folder really is. @throws {OciError} where that is above the link itself. */
function enter({ disk, folder }: Walk, path: string, through: readonly string[]): string {
  const real = disk.realPath(`${folder}/${path}`);
  const parent = disk.realPath(`${folder}/${path.slice(0, path.lastIndexOf('/') + 1)}`);
  if (!through.includes(real) && !`${parent}/`.startsWith(`${real}/`)) return real;
  throw new OciError(
    'OCI_FILE_UNSUPPORTED',
    `'${folder}/${path}' is a symbolic link that leads back to where it is`,
    `remove it, or leave it out by a line in ${IGNORE_FILE}`,
  );
}

function readFile({ disk, folder }: Walk, path: string, room?: Buffer): Buffer {
  const content = disk.read(`${folder}/${path}`, room);
  if (content) return content;
  // What node reads for bytes that are no UTF-8; the file is not found by it.
  const misread = path.includes('\ufffd');
  throw new OciError(
    'OCI_FILE_UNSUPPORTED',
    misread
      ? `'${folder}/${path}' has a name that is not UTF-8`
      : `'${folder}/${path}' vanished while it was read`,
    misread ? 'rename it' : 'run again when nothing writes to the folder',
  );
}

function unsupported({ folder, options }: Walk, path: string, kind: string): OciError {
  const what =
    kind !== 'link'
      ? 'no plain file'
      : options.resolveSymlinks === true
        ? 'a symbolic link that leads nowhere'
        : 'a symbolic link';
  return new OciError(
    'OCI_FILE_UNSUPPORTED',
    `'${folder}/${path}' is ${what}`,
    kind === 'link'
      ? 'put the file itself there, or give --resolve-symlinks to pack what links lead to'
      : `remove it, or leave it out by a line in ${IGNORE_FILE}`,
  );
}
