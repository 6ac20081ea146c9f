import type { Blob } from './descriptor';
import { blobOf } from './descriptor';
import type { Digest } from './digest';
import { OciError } from './errors';
import { gzip, gzipSync, type Gzipped } from './gzip/gzip';
import { manifestBlob } from './image-manifest';
import { LAYER_TAR_GZIP } from './media-types';
import { profiles, type ArtifactProfile } from './profiles';
import { writeTar, type LazyFile, type PackFile, type PackedFile } from './tar/write';

export interface PackOptions {
  /** Default: a packed folder, as Flux and Argo CD take it. */
  readonly profile?: ArtifactProfile;
  /** Annotations of the manifest; they enter the digest. Default none. */
  readonly annotations?: Readonly<Record<string, string>>;
  /** RFC 3339 in UTC, `2026-01-31T12:00:00Z`; it enters the digest. Default none. */
  readonly created?: string;
  /** Layers beside the content's, for tools that know them by their annotations. Default: none. */
  readonly more?: readonly LayerContent[];
}

/** What a layer beside the content's holds. */
export interface LayerContent {
  readonly files: readonly PackFile[];
  readonly annotations: Readonly<Record<string, string>>;
}

/** An artifact in memory: manifest, config and one layer. */
export interface PackedArtifact {
  /** Of the manifest: what a reference pins. */
  readonly digest: Digest;
  readonly manifest: Blob;
  readonly config: Blob;
  readonly layer: Blob;
  /** Layers beside it, in their order. Default: none. */
  readonly more?: readonly Blob[];
  /** What the layer holds, in its order. */
  readonly files: readonly PackedFile[];
}

/**
 * Packs files into an artifact that Flux and Argo CD both take. The digest is a function of paths,
 * bytes and options alone: not of order, time, machine or Node release.
 *
 * @throws {OciError} for paths that cannot be packed; see {@link writeTar}.
 */
export function packSync(
  files: Iterable<PackFile | LazyFile>,
  options: PackOptions = {},
): PackedArtifact {
  const packed: PackedFile[] = [];
  const layer = gzipSync(writeTar(files, (file) => packed.push(file)));
  return assemble(packed, layer, options);
}

/**
 * The same artifact as {@link packSync} makes, compressed in libuv's thread pool while files are
 * read and lined up.
 */
export async function pack(
  files: Iterable<PackFile | LazyFile>,
  options: PackOptions = {},
): Promise<PackedArtifact> {
  const packed: PackedFile[] = [];
  const layer = await gzip(writeTar(files, (file) => packed.push(file)));
  return assemble(packed, layer, options);
}

function assemble(
  files: readonly PackedFile[],
  { bytes, inputDigest }: Gzipped,
  { annotations, created, profile = profiles.gitops, more: others = [] }: PackOptions,
): PackedArtifact {
  if (created !== undefined) checkTime(created);
  const type = profile.layerMediaType ?? LAYER_TAR_GZIP;
  const layer = blobOf(type, bytes);
  const more = others.map((other) => {
    const packed = gzipSync(writeTar(other.files, () => undefined));
    const blob = blobOf(type, packed.bytes);
    const digests = { diffId: packed.inputDigest, layer: blob.digest };
    return { blob, annotations: other.annotations, digests };
  });
  const config = profile.config(
    inputDigest,
    layer.digest,
    created,
    more.map(({ digests }) => digests),
  );
  const times: Record<string, string> =
    created === undefined ? {} : { 'org.opencontainers.image.created': created };
  const manifest = manifestBlob(
    config,
    layer,
    { ...times, ...annotations },
    profile.layerAnnotations,
    more,
  );
  return {
    digest: manifest.digest,
    manifest,
    config,
    layer,
    ...(more.length > 0 && { more: more.map(({ blob }) => blob) }),
    files,
  };
}

function checkTime(created: string): void {
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(created)) return;
  throw new OciError(
    'OCI_OPTION_INVALID',
    `creation time '${created}' is not RFC 3339 in UTC`,
    'write it as 2026-01-31T12:00:00Z',
  );
}
