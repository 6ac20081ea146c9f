import type { Disk } from '../core';
import { descriptorOf, type Descriptor } from './descriptor';
import type { Digest } from './digest';
import { OciError } from './errors';
import { parseManifest } from './image-manifest';
import { blobPath, LAYOUT_FILE, mergeIndex, nameOf, readIndex } from './layout-index';
import { readBlob } from './layout-blob';
import { staleBlobs, withoutOrphans } from './layout-prune';
import { subjectsIn, type StoredReferrer } from './layout-referrers';
import type { PackedArtifact } from './pack';

/** An artifact as it is stored: its layer is not unpacked. */
export type StoredArtifact = Omit<PackedArtifact, 'files'>;

/** An artifact with what refers to it: signatures, provenances. */
export interface WithReferrers extends StoredArtifact {
  /** Default: those that a layout has stay. */
  readonly referrers?: readonly StoredReferrer[];
}

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
  artifacts: ReadonlyMap<string, WithReferrers>,
): void {
  const { files, stale } = planLayout(disk, folder, artifacts);
  if (files.size > 0) disk.write(files);
  if (stale.length > 0) disk.remove(stale, folder);
}

/** What {@link writeLayout} would do, for callers who write more than that at once. */
export function planLayout(
  disk: Disk,
  folder: string,
  artifacts: ReadonlyMap<string, WithReferrers>,
): LayoutChange {
  const old = readIndex(disk, folder);
  const named = new Map([...artifacts].map(([name, a]) => [name, descriptorOf(a.manifest)]));
  const referrers = [...artifacts.values()].flatMap((a) => a.referrers ?? []);
  const entries = new Map(referrers.map(({ entry }) => [entry.digest, entry]));
  const merged = mergeIndex(old, named, [...entries.values()]);
  const manifests = withoutOrphans(disk, folder, old?.manifests ?? [], merged.manifests);
  const index = { ...merged, manifests };

  const files = new Map<string, string | Uint8Array>();
  const blobs = [
    ...[...artifacts.values()].flatMap((a) => [a.layer, a.config, a.manifest]),
    ...referrers.flatMap((one) => [...one.blobs, one.manifest]),
  ];
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

/** The artifacts of a layout, in the order of its index, without what refers to them. @throws {OciError} `OCI_LAYOUT_INVALID`. */
export function listLayout(disk: Disk, folder: string): LayoutEntry[] {
  return artifactsIn(disk, folder, indexOf(disk, folder)).map((descriptor) => ({
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
  const manifest = readBlob(disk, folder, choose(disk, indexOf(disk, folder), folder, ref));
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

/** What the index lists. @throws {OciError} `OCI_LAYOUT_INVALID`. */
export function indexOf(disk: Disk, folder: string): readonly Descriptor[] {
  const index = readIndex(disk, folder);
  if (index) return index.manifests;
  throw new OciError(
    'OCI_LAYOUT_INVALID',
    `'${folder}' holds no OCI image layout`,
    'run `cdk8s-gitops pack --path <folder>` first, or name another layout',
  );
}

/** Without what refers to others. */
function artifactsIn(disk: Disk, folder: string, all: readonly Descriptor[]): Descriptor[] {
  const referrers = new Set(subjectsIn(disk, folder, all).map(({ entry }) => entry));
  return all.filter((descriptor) => !referrers.has(descriptor));
}

/** What a name or digest stands for. @throws {OciError} `OCI_NOT_FOUND`. */
export function choose(
  disk: Disk,
  listed: readonly Descriptor[],
  folder: string,
  ref?: string,
): Descriptor {
  const all = ref === undefined ? artifactsIn(disk, folder, listed) : listed;
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
