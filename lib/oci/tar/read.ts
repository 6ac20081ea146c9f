import { OciError } from '../errors';
import { BLOCK } from './header';
import { checkConflicts, checkPath } from './paths';

/** A file found in an archive; `content` shares the archive's memory. */
export interface UnpackedFile {
  readonly path: string;
  readonly content: Buffer;
}

/**
 * Reads the files of a tar: ustar, pax and GNU long names. Folders are left out, since files imply
 * them. Links and devices are refused, and so is every path that leads out of the folder.
 *
 * @param where what is read, for messages.
 * @param limitFiles how many there may be.
 * @throws {OciError} `OCI_CONTENT_INVALID`, `OCI_PATH_INVALID`, `OCI_PATH_CONFLICT`,
 *   `OCI_LIMIT_EXCEEDED`.
 */
export function readTar(tar: Buffer, where: string, limitFiles = Infinity): UnpackedFile[] {
  const files: UnpackedFile[] = [];
  let at = 0;
  let longName: string | undefined;
  while (at + BLOCK <= tar.length) {
    const header = tar.subarray(at, at + BLOCK);
    if (header[0] === 0 && isZero(header)) break;
    checkSum(header, where, at);
    const size = octal(header, 124, 12, where);
    const content = tar.subarray(at + BLOCK, at + BLOCK + size);
    if (content.length < size) throw invalid(where, `ends inside the entry at byte ${at}`);
    const type = String.fromCharCode(header[156] as number);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    if (type === 'x' || type === 'L') {
      if (size > NAME_LIMIT) throw invalid(where, `has a name of ${size} bytes`);
      longName = (type === 'x' ? paxPath(content, where) : text(content)) ?? longName;
      continue;
    }
    if (type === 'g') continue;
    const name = longName ?? nameOf(header);
    longName = undefined;
    if (type === '5') continue;
    if (type !== '0' && type !== '\0' && type !== '7') {
      throw invalid(where, `has '${name}', which is ${KINDS[type] ?? `of type '${type}'`}`);
    }
    const path = name.replace(/^(?:\.\/)+/, '');
    checkPath(path);
    if (files.length >= limitFiles) {
      throw new OciError(
        'OCI_LIMIT_EXCEEDED',
        `the archive of ${where} has more than ${limitFiles} files`,
        'pull something smaller, or raise the limit',
      );
    }
    files.push({ path, content });
  }
  checkConflicts(files.map(({ path }) => path));
  return files;
}

/** Bytes of extended fields; paths are never longer. */
const NAME_LIMIT = 64 * 1024;

const KINDS: Readonly<Record<string, string>> = {
  '1': 'a hard link',
  '2': 'a symbolic link',
  '3': 'a device',
  '4': 'a device',
  '6': 'a pipe',
};

function isZero(block: Buffer): boolean {
  return block.every((byte) => byte === 0);
}

function nameOf(header: Buffer): string {
  const name = text(header.subarray(0, 100));
  const ustar = header.toString('latin1', 257, 263) === 'ustar\0';
  const prefix = ustar ? text(header.subarray(345, 500)) : '';
  return prefix === '' ? name : `${prefix}/${name}`;
}

/** Text up to the first NUL. */
function text(bytes: Buffer): string {
  const end = bytes.indexOf(0);
  return bytes.toString('utf8', 0, end < 0 ? bytes.length : end);
}

function octal(header: Buffer, start: number, length: number, where: string): number {
  const digits = header
    .toString('latin1', start, start + length)
    .replace(/[\0 ]+$/, '')
    .trim();
  if (!/^[0-7]+$/.test(digits)) throw invalid(where, 'has a size that is no octal number');
  return Number.parseInt(digits, 8);
}

function checkSum(header: Buffer, where: string, at: number): void {
  const stated = Number.parseInt(text(header.subarray(148, 156)).trim(), 8);
  let sum = 8 * 32;
  for (let i = 0; i < BLOCK; i++) if (i < 148 || i >= 156) sum += header[i] as number;
  if (sum !== stated) throw invalid(where, `has a damaged header at byte ${at}`);
}

/** The `path` record of pax fields; `undefined` where they have none. */
function paxPath(fields: Buffer, where: string): string | undefined {
  let path: string | undefined;
  for (let at = 0; at < fields.length;) {
    const space = fields.indexOf(32, at);
    const length = Number.parseInt(fields.toString('latin1', at, space), 10);
    const record = fields.toString('utf8', space + 1, at + length - 1);
    if (space < 0 || !(length > 0) || at + length > fields.length) {
      throw invalid(where, 'has damaged extended fields');
    }
    if (record.startsWith('size=')) throw invalid(where, 'has a file of 8 GiB or more');
    if (record.startsWith('path=')) path = record.slice(5);
    at += length;
  }
  return path;
}

function invalid(where: string, what: string): OciError {
  return new OciError(
    'OCI_CONTENT_INVALID',
    `the archive of ${where} ${what}`,
    'pack the folder again, without links and special files',
  );
}
