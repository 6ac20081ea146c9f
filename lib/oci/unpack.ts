import type { Blob } from './descriptor';
import { digestOf, type Digest } from './digest';
import { OciError } from './errors';
import { gunzip } from './gzip/gunzip';
import { parseJson } from './image-manifest';
import { isTarGzip } from './media-types';
import { readTar, type UnpackedFile } from './tar/read';

export interface UnpackOptions {
  /** Bytes that the unpacked archive may have. Default 1 GiB, as Argo CD's. */
  readonly limitBytes?: number | undefined;
  /** Files that it may have. Default 200,000. */
  readonly limitFiles?: number | undefined;
}

const LIMIT_FILES = 200_000;
const GIB = 2 ** 30;

/**
 * The files of an artifact's layer.
 *
 * @throws {OciError} `OCI_CONTENT_INVALID` for a layer that is no gzipped tar or not the one that
 *   the config names, `OCI_LIMIT_EXCEEDED`, and what {@link readTar} throws.
 */
export function unpack(
  artifact: { readonly config: Blob; readonly layer: Blob },
  { limitBytes = GIB, limitFiles = LIMIT_FILES }: UnpackOptions = {},
): UnpackedFile[] {
  const { config, layer } = artifact;
  const where = `layer ${layer.digest}`;
  if (!isTarGzip(layer.mediaType)) {
    throw new OciError(
      'OCI_CONTENT_INVALID',
      `${where} is of type '${layer.mediaType}', not a gzipped tar`,
      'name an artifact that holds a packed folder',
    );
  }
  const tar = gunzip(layer.bytes, limitBytes, where);
  checkDiffId(config, tar, where);
  return readTar(tar, where, limitFiles);
}

/**
 * Of the archive as it is before compression: equal for what was compressed by two programs.
 *
 * @throws {OciError} `OCI_CONTENT_INVALID`, `OCI_LIMIT_EXCEEDED`.
 */
export function tarDigest({ layer }: { readonly layer: Blob }, limitBytes = GIB): Digest {
  return digestOf(gunzip(layer.bytes, limitBytes, `layer ${layer.digest}`));
}

/** An image config names the uncompressed tar; other configs say nothing of it. */
function checkDiffId(config: Blob, tar: Buffer, where: string): void {
  if (!config.mediaType.endsWith('+json')) return;
  const { rootfs } = parseJson(config.bytes, `config ${config.digest}`);
  const { diff_ids: named } = (rootfs ?? {}) as { diff_ids?: unknown };
  if (!Array.isArray(named) || named.length === 0) return;
  const found = digestOf(tar);
  if (named.includes(found)) return;
  throw new OciError(
    'OCI_DIGEST_MISMATCH',
    `${where} unpacks to ${found}, but its config names ${String(named[0])}`,
    'push the artifact again: one of the two was replaced',
  );
}
