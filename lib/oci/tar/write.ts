import { inByteOrder } from '../../core';
import { OciError } from '../errors';
import { CHUNK_BYTES } from '../gzip/plan';
import { ChunkWriter } from './chunk-writer';
import { writeHeader } from './header';
import { tarNameOf } from './names';
import { checkConflicts, checkPath } from './paths';

/** A file to pack. */
export interface PackFile {
  /** Relative, with forward slashes: `base/web.k8s.yaml`. */
  readonly path: string;
  /** Bytes, or text to be written as UTF-8. */
  readonly content: Uint8Array | string;
}

/** A file that is read when its turn comes. */
export interface LazyFile {
  readonly path: string;
  /** @param room memory that its bytes may be put into, from the start; it is zeros. */
  readonly read: (room?: Buffer) => Uint8Array;
}

/** What went into an archive. */
export interface PackedFile {
  readonly path: string;
  readonly sizeBytes: number;
}

/**
 * The ustar archive of `files`, a function of paths and bytes alone: sorted by the bytes of the
 * path, files only, fixed mode, owner and time, two zero blocks at the end and no further padding.
 * Paths that ustar cannot hold get a pax record.
 *
 * @param report told of each file, in the order of the archive.
 * @returns the archive, cut every `CHUNK_BYTES`.
 * @throws {OciError} `OCI_PATH_INVALID`, `OCI_PATH_CONFLICT`, `OCI_LIMIT_EXCEEDED` (over 2 GiB).
 * @see https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html
 */
export function* writeTar(
  files: Iterable<PackFile | LazyFile>,
  report: (file: PackedFile) => void = () => undefined,
): Generator<Buffer> {
  const list = [...files];
  for (const { path } of list) checkPath(path);
  const sorted = inByteOrder(list, ({ path }) => path);
  checkConflicts(sorted.map(({ path }) => path));

  const writer = new ChunkWriter(CHUNK_BYTES);
  for (const file of sorted) {
    report({ path: file.path, sizeBytes: writeEntry(writer, file) });
    if (writer.sizeBytes > LIMIT) throw tooLarge(sorted.length);
    yield* writer.takeFull();
  }
  for (let blocks = 0; blocks < 2; blocks++) writer.block();
  yield* writer.takeFull();
  const rest = writer.takeRest();
  if (rest.length > 0) yield rest;
}

const LIMIT = 2 ** 31 - 1;

function writeEntry(writer: ChunkWriter, file: PackFile | LazyFile): number {
  const { name, prefix, record } = tarNameOf(file.path);
  if (record) {
    const recordName = `PaxHeader/${name}`.slice(0, 100);
    writer.block((to, at) => writeHeader(to, at, recordName, '', record.length, 'x'));
    writer.content(record, record.length);
  }
  const content = 'read' in file ? file.read(writer.roomAfterBlock()) : file.content;
  const sizeBytes = typeof content === 'string' ? Buffer.byteLength(content) : content.length;
  writer.block((to, at) => writeHeader(to, at, name, prefix, sizeBytes));
  writer.content(content, sizeBytes);
  return sizeBytes;
}

function tooLarge(count: number): OciError {
  return new OciError(
    'OCI_LIMIT_EXCEEDED',
    `${count} files make an archive of more than ${LIMIT} bytes`,
    'split the content into several artifacts',
  );
}
