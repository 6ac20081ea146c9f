import type { Disk } from '../core';
import type { Descriptor } from './descriptor';
import { isDigest, type Digest } from './digest';
import { OciError } from './errors';
import { choose, indexOf } from './layout';
import { mergeIndex, nameOf, readIndex } from './layout-index';
import { staleBlobs, withoutOrphans } from './layout-prune';

/**
 * Gives an artifact of a layout more names.
 *
 * @returns the digest, and the names that did not stand for it before.
 * @throws {OciError} `OCI_NOT_FOUND`, `OCI_TAG_TAKEN`.
 */
export function tagLayout(
  disk: Disk,
  folder: string,
  ref: string | undefined,
  names: readonly string[],
  { immutable = false }: { readonly immutable?: boolean } = {},
): { readonly digest: Digest; readonly moved: readonly string[] } {
  const all = indexOf(disk, folder);
  const { annotations: _, ...descriptor } = choose(disk, all, folder, ref);
  const now = new Map(all.map((one) => [nameOf(one), one.digest]));
  const moved = [...new Set(names)].filter((name) => now.get(name) !== descriptor.digest);
  for (const name of moved) {
    const other = now.get(name);
    if (other === undefined || !immutable) continue;
    throw new OciError(
      'OCI_TAG_TAKEN',
      `'${name}' of layout '${folder}' stands for ${other}, and would move to ${descriptor.digest}`,
      'give the new content a name of its own, or leave out --immutable',
    );
  }
  const index = mergeIndex(readIndex(disk, folder), new Map(moved.map((one) => [one, descriptor])));
  if (moved.length > 0) rewrite(disk, folder, all, index.manifests);
  return { digest: descriptor.digest, moved };
}

/**
 * Takes a name out of a layout, or a digest with all its names, what refers to it, and blobs that
 * nothing else needs.
 *
 * @returns the digest that it stood for.
 * @throws {OciError} `OCI_NOT_FOUND`.
 */
export function removeFromLayout(disk: Disk, folder: string, ref: string | undefined): Digest {
  const all = indexOf(disk, folder);
  const { digest } = choose(disk, all, folder, ref);
  const kept = all.filter((one) =>
    ref === undefined || isDigest(ref) ? one.digest !== digest : nameOf(one) !== ref,
  );
  rewrite(disk, folder, all, kept);
  return digest;
}

/** The index first: a reader never finds a name without its blobs. */
function rewrite(
  disk: Disk,
  folder: string,
  before: readonly Descriptor[],
  after: readonly Descriptor[],
): void {
  const manifests = withoutOrphans(disk, folder, before, after);
  const stale = staleBlobs(disk, folder, before, manifests, []);
  const index = { ...readIndex(disk, folder), manifests };
  disk.write(new Map([[`${folder}/index.json`, JSON.stringify(index)]]));
  if (stale.length > 0) disk.remove(stale, folder);
}
