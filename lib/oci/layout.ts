import type { Disk } from '../core';
import { descriptorOf, type Blob, type Descriptor } from './descriptor';
import type { Digest } from './digest';
import { OciError } from './errors';
import { contentOf, parseManifest } from './image-manifest';
import { isHelperTag } from './helper-tags';
import { readBlob } from './layout-blob';
import { applyChange, planChange, type LayoutChange } from './layout-change';
import { nameOf, readIndex } from './layout-index';
import { subjectsIn, type StoredReferrer } from './layout-referrers';
import type { StoredTag } from './legacy-manifest';
import type { PackedArtifact } from './pack';

/** An artifact as it is stored: its layer is not unpacked. */
export type StoredArtifact = Omit<PackedArtifact, 'files'>;

/** An artifact with what refers to it: signatures, provenances. */
export interface WithReferrers extends StoredArtifact {
  /** Default: those that a layout has stay. */
  readonly referrers?: readonly StoredReferrer[];
  readonly legacy?: readonly StoredTag[];
}

/** What a layout holds, by name. */
export interface LayoutEntry {
  /** `undefined` where the index gives none. */
  readonly name?: string;
  readonly digest: Digest;
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
  applyChange(disk, folder, planLayout(disk, folder, artifacts));
}

/** What {@link writeLayout} would do, for callers who write more than that at once. */
export function planLayout(
  disk: Disk,
  folder: string,
  artifacts: ReadonlyMap<string, WithReferrers>,
): LayoutChange {
  const all = [...artifacts.values()];
  const referrers = all.flatMap((one) => one.referrers ?? []);
  const legacy = all.flatMap((one) => one.legacy ?? []);
  const named = [...artifacts].map(([name, a]) => [name, descriptorOf(a.manifest)] as const);
  const helpers = legacy.map(({ tag, manifest }) => [tag, descriptorOf(manifest)] as const);
  const unnamed = new Map(referrers.map(({ entry }) => [entry.digest, entry]));
  return planChange(disk, folder, {
    named: new Map([...helpers, ...named]),
    unnamed: [...unnamed.values()],
    blobs: [
      ...all.flatMap((one) => [one.layer, ...(one.more ?? []), one.config, one.manifest]),
      ...[...referrers, ...legacy].flatMap((one) => [...one.blobs, one.manifest]),
    ],
  });
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
  const manifest = readLayoutManifest(disk, folder, ref);
  const where = `${folder}: ${ref ?? manifest.digest}`;
  const { config, layers } = parseManifest(manifest.bytes, where);
  const content = contentOf(layers);
  if (!content) {
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
    layer: readBlob(disk, folder, content.layer),
    ...(content.more.length > 0 && {
      more: content.more.map((each) => readBlob(disk, folder, each)),
    }),
  };
}

/** The manifest of an artifact, whatever it holds. @throws {OciError} as {@link readLayout}. */
export function readLayoutManifest(disk: Disk, folder: string, ref?: string): Blob {
  return readBlob(disk, folder, choose(disk, indexOf(disk, folder), folder, ref));
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
  return all.filter(
    (descriptor) => !referrers.has(descriptor) && !isHelperTag(nameOf(descriptor) ?? ''),
  );
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
