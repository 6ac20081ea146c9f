import { OciError } from '../errors';
import { BLOCK, writeHeader } from './header';
import { checkConflicts, checkPath } from './paths';

/** A file to pack. */
export interface PackFile {
  /** Relative, with forward slashes: `base/web.k8s.yaml`. */
  readonly path: string;
  /** Bytes, or text to be written as UTF-8. */
  readonly content: Uint8Array | string;
}

/** What went into an archive. */
export interface PackedFile {
  readonly path: string;
  readonly sizeBytes: number;
}

export interface Tar {
  readonly bytes: Buffer;
  /** In the order of the archive. */
  readonly files: readonly PackedFile[];
}

/**
 * The ustar archive of `files`, a function of paths and bytes alone: sorted by the bytes of the
 * path, files only, fixed mode, owner and time, two zero blocks at the end and no further padding.
 * Paths that ustar cannot hold get a pax record.
 *
 * @throws {OciError} `OCI_PATH_INVALID`, `OCI_PATH_CONFLICT`, `OCI_LIMIT_EXCEEDED` (over 2 GiB).
 * @see https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html
 */
export function writeTar(files: Iterable<PackFile>): Tar {
  const entries = sortByPath(files).map(entryOf);
  checkConflicts(entries.map(({ file }) => file.path));
  const total = entries.reduce((sum, { lengthBytes }) => sum + lengthBytes, 2 * BLOCK);
  if (total > LIMIT) {
    throw new OciError(
      'OCI_LIMIT_EXCEEDED',
      `${entries.length} files make an archive of ${total} bytes, over the limit of ${LIMIT}`,
      'split the content into several artifacts',
    );
  }
  const bytes = Buffer.allocUnsafeSlow(total);
  let at = 0;
  for (const entry of entries) at = writeEntry(bytes, at, entry);
  bytes.fill(0, at);
  return {
    bytes,
    files: entries.map(({ file, sizeBytes }) => ({ path: file.path, sizeBytes })),
  };
}

const LIMIT = 2 ** 31 - 1;
const PLAIN = /^[\x20-\x7e]*$/;

interface Entry {
  readonly file: PackFile;
  readonly sizeBytes: number;
  readonly name: string;
  readonly prefix: string;
  /** The path as a pax record, where name and prefix cannot hold it. */
  readonly record?: Buffer;
  /** Of all its blocks. */
  readonly lengthBytes: number;
}

function sortByPath(files: Iterable<PackFile>): PackFile[] {
  const list = [...files];
  for (const { path } of list) checkPath(path);
  if (list.every(({ path }) => PLAIN.test(path))) {
    return list.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  }
  const keyed = list.map((file) => ({ file, key: Buffer.from(file.path) }));
  return keyed.sort((a, b) => Buffer.compare(a.key, b.key)).map(({ file }) => file);
}

function entryOf(file: PackFile): Entry {
  const { path, content } = file;
  const sizeBytes = typeof content === 'string' ? Buffer.byteLength(content) : content.length;
  const split = splitPath(path);
  if (split) return { file, sizeBytes, ...split, lengthBytes: BLOCK + padded(sizeBytes) };
  const record = paxRecord('path', path);
  const name = [...Buffer.from(path)].map((byte) => (byte < 128 ? byte : 95));
  return {
    file,
    sizeBytes,
    name: Buffer.from(name).subarray(0, 100).toString('latin1'),
    prefix: '',
    record,
    lengthBytes: 2 * BLOCK + padded(record.length) + padded(sizeBytes),
  };
}

function splitPath(path: string): { name: string; prefix: string } | undefined {
  if (!PLAIN.test(path)) return undefined;
  if (path.length <= 100) return { name: path, prefix: '' };
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
    if (at <= 155 && path.length - at - 1 <= 100) {
      return { name: path.slice(at + 1), prefix: path.slice(0, at) };
    }
  }
  return undefined;
}

/** `<length> path=<value>\n`, where the length counts its own digits. */
function paxRecord(key: string, value: string): Buffer {
  const rest = Buffer.from(` ${key}=${value}\n`);
  let length = rest.length + 1;
  while (String(length).length + rest.length !== length) length++;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}

function writeEntry(target: Buffer, start: number, entry: Entry): number {
  const { file, sizeBytes, name, prefix, record } = entry;
  let at = start;
  if (record) {
    writeHeader(target, at, `PaxHeader/${name}`.slice(0, 100), '', record.length, 'x');
    record.copy(target, at + BLOCK);
    at = zeroTo(target, at + BLOCK + record.length);
  }
  writeHeader(target, at, name, prefix, sizeBytes);
  at += BLOCK;
  if (typeof file.content === 'string') target.write(file.content, at);
  else target.set(file.content, at);
  return zeroTo(target, at + sizeBytes);
}

function zeroTo(target: Buffer, at: number): number {
  const end = padded(at);
  target.fill(0, at, end);
  return end;
}

function padded(sizeBytes: number): number {
  return Math.ceil(sizeBytes / BLOCK) * BLOCK;
}
