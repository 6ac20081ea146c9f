import type { Disk } from '../core';
import type { Blob, Descriptor } from './descriptor';
import { digestOf } from './digest';
import { OciError } from './errors';
import { blobPath } from './layout-index';

/** A blob of a layout, checked. @throws {OciError} `OCI_DIGEST_MISMATCH`. */
export function readBlob(
  disk: Disk,
  folder: string,
  { mediaType, digest, size }: Descriptor,
): Blob {
  const path = blobPath(folder, digest);
  const bytes = disk.read(path);
  if (bytes?.length === size && digestOf(bytes) === digest) return { mediaType, digest, bytes };
  throw new OciError(
    'OCI_DIGEST_MISMATCH',
    bytes ? `'${path}' does not have the bytes of its name` : `'${path}' is missing`,
    'pack the artifact again',
  );
}
