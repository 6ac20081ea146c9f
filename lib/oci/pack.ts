import type { Blob } from './descriptor';
import { blobOf } from './descriptor';
import { digestOf, type Digest } from './digest';
import { OciError } from './errors';
import { gzip, gzipSync } from './gzip/gzip';
import { configBlob, manifestBlob } from './image-manifest';
import { LAYER_TAR_GZIP } from './media-types';
import { writeTar, type PackFile, type PackedFile } from './tar/write';

export interface PackOptions {
  /** Annotations of the manifest; they enter the digest. Default none. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** RFC 3339 in UTC, `2026-01-31T12:00:00Z`; it enters the digest. Default none. */
  readonly created?: string;
}

/** An artifact in memory: manifest, config and one layer. */
export interface PackedArtifact {
  /** Of the manifest: what a reference pins. */
  readonly digest: Digest;
  readonly manifest: Blob;
  readonly config: Blob;
  readonly layer: Blob;
  /** What the layer holds, in its order. */
  readonly files: readonly PackedFile[];
}

/**
 * Packs files into an artifact that Flux and Argo CD both take. The digest is a function of paths,
 * bytes and options alone: not of order, time, machine or Node release.
 *
 * @throws {OciError} for paths that cannot be packed; see {@link writeTar}.
 */
export function packSync(files: Iterable<PackFile>, options: PackOptions = {}): PackedArtifact {
  const tar = writeTar(files);
  return assemble(tar.files, digestOf(tar.bytes), gzipSync(tar.bytes), options);
}

/** The same artifact as {@link packSync} makes, compressed in libuv's thread pool. */
export async function pack(
  files: Iterable<PackFile>,
  options: PackOptions = {},
): Promise<PackedArtifact> {
  const tar = writeTar(files);
  let diffId = '';
  const layer = await gzip(tar.bytes, () => {
    diffId = digestOf(tar.bytes);
  });
  return assemble(tar.files, diffId, layer, options);
}

function assemble(
  files: readonly PackedFile[],
  diffId: Digest,
  layerBytes: Buffer,
  { annotations, created }: PackOptions,
): PackedArtifact {
  if (created !== undefined) checkTime(created);
  const config = configBlob(diffId, created);
  const layer = blobOf(LAYER_TAR_GZIP, layerBytes);
  const manifest = manifestBlob(config, layer, {
    ...(created === undefined ? {} : { 'org.opencontainers.image.created': created }),
    ...annotations,
  });
  return { digest: manifest.digest, manifest, config, layer, files };
}

function checkTime(created: string): void {
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(created)) return;
  throw new OciError(
    'OCI_OPTION_INVALID',
    `creation time '${created}' is not RFC 3339 in UTC`,
    'write it as 2026-01-31T12:00:00Z',
  );
}
