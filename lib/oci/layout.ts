import type { Disk } from '../core';
import { descriptorOf, type Blob, type Descriptor } from './descriptor';
import { digestOf, type Digest } from './digest';
import { OciError } from './errors';
import { parseManifest } from './image-manifest';
import { blobPath, LAYOUT_FILE, mergeIndex, nameOf, readIndex } from './layout-index';
import { staleBlobs } from './layout-prune';
import type { PackedArtifact } from './pack';

/** An artifact as it is stored: its layer is not unpacked. */
export type StoredArtifact = Omit<PackedArtifact, 'files'>;

/** What a layout holds, by name. */
export interface LayoutEntry {
  /** `undefined` where the index gives none. */
  readonly name?: string;
  readonly digest: Digest;
}

/** What adding artifacts to a layout does to its folder. */
export interface LayoutChange {
  /** To be written in this order: blobs first and the index last. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  /** Blobs that only replaced artifacts used; to be removed after that. */
  readonly stale: readonly string[];
}

/**
 * Adds artifacts to the OCI image layout in `folder`, which is made where there is none. Artifacts
 * of other names stay. Blobs come first and the index last, so a reader never finds a name without
 * its blobs; then blobs that only the replaced artifacts used are removed.
 *
 * @param artifacts by the name they have in the index (`org.opencontainers.image.ref.name`).
 * @throws {OciError} `OCI_LAYOUT_INVALID` when the folder holds something else.
 * @see https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md
 */
export function writeLayout(
  disk: Disk,
  folder: string,
  artifacts: ReadonlyMap<string, StoredArtifact>,
): void {
  const { files, stale } = planLayout(disk, folder, artifacts);
  if (files.size > 0) disk.write(files);
  if (stale.length > 0) disk.remove(stale, folder);
}

/** What {@link writeLayout} would do, for callers who write more than that at once. */
export function planLayout(
  disk: Disk,
  folder: string,
  artifacts: ReadonlyMap<string, StoredArtifact>,
): LayoutChange {
  const old = readIndex(disk, folder);
  const named = new Map([...artifacts].map(([name, a]) => [name, descriptorOf(a.manifest)]));
  const index = mergeIndex(old, named);

  const files = new Map<string, string | Uint8Array>();
  const blobs = [...artifacts.values()].flatMap((a) => [a.layer, a.config, a.manifest]);
  for (const { digest, bytes } of blobs) {
    const path = blobPath(folder, digest);
    if (!disk.read(path)?.equals(bytes)) files.set(path, bytes);
  }
  if (!disk.read(`${folder}/oci-layout`)) files.set(`${folder}/oci-layout`, LAYOUT_FILE);
  const text = JSON.stringify(index);
  if (disk.read(`${folder}/index.json`)?.toString() !== text) {
    files.set(`${folder}/index.json`, text);
  }
  const fresh = blobs.map(({ digest }) => digest);
  const stale = old ? staleBlobs(disk, folder, old.manifests, index.manifests, fresh) : [];
  return { files, stale };
}

/** The artifacts of a layout, in the order of its index. @throws {OciError} `OCI_LAYOUT_INVALID`. */
export function listLayout(disk: Disk, folder: string): LayoutEntry[] {
  return indexOf(disk, folder).map((descriptor) => ({
    name: nameOf(descriptor),
    digest: descriptor.digest,
  }));
}

/**
 * Reads one artifact of a layout, every blob checked against its digest.
 *
 * @param ref a name in the index, or a digest; may be left out where the layout holds only one.
 * @throws {OciError} `OCI_NOT_FOUND`, `OCI_DIGEST_MISMATCH`, `OCI_LAYOUT_INVALID`,
 *   `OCI_CONTENT_INVALID` for an artifact of more or less than one layer.
 */
export function readLayout(disk: Disk, folder: string, ref?: string): StoredArtifact {
  const manifest = readBlob(disk, folder, choose(indexOf(disk, folder), folder, ref));
  const where = `${folder}: ${ref ?? manifest.digest}`;
  const { config, layers } = parseManifest(manifest.bytes, where);
  const [layer, second] = layers;
  if (!layer || second) {
    throw new OciError(
      'OCI_CONTENT_INVALID',
      `${where} has ${layers.length} layers, not one`,
      'name an artifact that holds a packed folder',
    );
  }
  return {
    digest: manifest.digest,
    manifest,
    config: readBlob(disk, folder, config),
    layer: readBlob(disk, folder, layer),
  };
}

function indexOf(disk: Disk, folder: string): readonly Descriptor[] {
  const index = readIndex(disk, folder);
  if (index) return index.manifests;
  throw new OciError(
    'OCI_LAYOUT_INVALID',
    `'${folder}' holds no OCI image layout`,
    'run `cdk8s-gitops pack --path <folder>` first, or name another layout',
  );
}

function choose(all: readonly Descriptor[], folder: string, ref?: string): Descriptor {
  const found = all.filter((d) => ref === undefined || nameOf(d) === ref || d.digest === ref);
  const [only] = found;
  if (only && found.every(({ digest }) => digest === only.digest)) return only;
  const names = all.map((d) => nameOf(d) ?? d.digest).join(', ');
  throw new OciError(
    'OCI_NOT_FOUND',
    ref === undefined
      ? `layout '${folder}' holds ${all.length} artifacts: ${names || 'none'}`
      : `layout '${folder}' has no artifact '${ref}'; it holds ${names || 'none'}`,
    ref === undefined ? 'name one of them' : 'name one that it holds, or pack it first',
  );
}

function readBlob(disk: Disk, folder: string, { mediaType, digest, size }: Descriptor): Blob {
  const path = blobPath(folder, digest);
  const bytes = disk.read(path);
  if (bytes?.length === size && digestOf(bytes) === digest) return { mediaType, digest, bytes };
  throw new OciError(
    'OCI_DIGEST_MISMATCH',
    bytes ? `'${path}' does not have the bytes of its name` : `'${path}' is missing`,
    'pack the artifact again',
  );
}
