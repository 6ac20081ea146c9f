import type { Disk } from '../core';
import type { Blob, Descriptor } from './descriptor';
import { blobPath, LAYOUT_FILE, mergeIndex, readIndex } from './layout-index';
import { staleBlobs, withoutOrphans } from './layout-prune';

/** What comes into a layout. */
export interface LayoutAddition {
  /** Each takes the place of what had its name. */
  readonly named?: ReadonlyMap<string, Descriptor>;
  /** What refers to others. */
  readonly unnamed?: readonly Descriptor[];
  /** All that those name, and their own bytes. */
  readonly blobs: readonly Blob[];
}

/** What an addition does to the folder of a layout. */
export interface LayoutChange {
  /** To be written in this order: blobs first and the index last. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  /** Blobs that only what was replaced used; to be removed after that. */
  readonly stale: readonly string[];
}

/** @throws {OciError} `OCI_LAYOUT_INVALID` when the folder holds something else. */
export function planChange(
  disk: Disk,
  folder: string,
  { named = new Map(), unnamed = [], blobs }: LayoutAddition,
): LayoutChange {
  const old = readIndex(disk, folder);
  const merged = mergeIndex(old, named, unnamed);
  const manifests = withoutOrphans(disk, folder, old?.manifests ?? [], merged.manifests);
  const index = { ...merged, manifests };

  const files = new Map<string, string | Uint8Array>();
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

/** Does it: all is written beside and renamed, the index last. */
export function applyChange(disk: Disk, folder: string, { files, stale }: LayoutChange): void {
  if (files.size > 0) disk.write(files);
  if (stale.length > 0) disk.remove(stale, folder);
}
