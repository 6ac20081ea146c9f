import type { Disk } from '../core';
import type { Descriptor } from './descriptor';
import { digestOf, isDigest, type Digest } from './digest';
import { helpedBy } from './helper-tags';
import { blobPath, nameOf } from './layout-index';
import { subjectsIn } from './layout-referrers';

/**
 * Blobs that `before` reached and `after` does not. Only those are ever removed: a blob that no
 * index names may belong to a tool that is still writing. Where anything that `after` reaches
 * cannot be read, nothing is stale.
 *
 * @param fresh every blob of the artifacts that `after` adds; they need not be on disk yet.
 */
export function staleBlobs(
  disk: Disk,
  folder: string,
  before: readonly Descriptor[],
  after: readonly Descriptor[],
  fresh: Iterable<Digest>,
): string[] {
  const kept = new Set<Digest>([...after.map(({ digest }) => digest), ...fresh]);
  const gone = before.filter(({ digest }) => !kept.has(digest));
  if (gone.length === 0) return [];
  const stale = new Set<Digest>();
  for (const { digest } of gone) reach(disk, folder, digest, stale);
  const known = new Set<Digest>(before.map(({ digest }) => digest));
  for (const { digest } of after) {
    if (known.has(digest) && !reach(disk, folder, digest, kept)) return [];
  }
  return [...stale].filter((digest) => !kept.has(digest)).map((d) => blobPath(folder, d));
}

/**
 * An index without what refers to manifests that it had and has no more, and what refers to that.
 * Referrers of what was never there stay: they may wait for it.
 */
export function withoutOrphans(
  disk: Disk,
  folder: string,
  before: readonly Descriptor[],
  after: readonly Descriptor[],
): readonly Descriptor[] {
  const subjects = [...subjectsIn(disk, folder, after), ...helpersIn(after)];
  if (subjects.length === 0) return after;
  const kept = new Set(after.map(({ digest }) => digest));
  const gone = new Set(before.map(({ digest }) => digest).filter((digest) => !kept.has(digest)));
  for (const digest of gone) {
    for (const { entry, subject } of subjects) if (subject === digest) gone.add(entry.digest);
  }
  return after.filter(({ digest }) => !gone.has(digest));
}

/** What stands under tags made of digests: for the same digest, it goes as well. */
function helpersIn(manifests: readonly Descriptor[]) {
  return manifests.flatMap((entry) => {
    const subject = helpedBy(nameOf(entry) ?? '');
    return subject === undefined ? [] : [{ entry, subject }];
  });
}

/** Adds everything below `digest` to `into`; false when a manifest could not be read. */
function reach(disk: Disk, folder: string, digest: Digest, into: Set<Digest>): boolean {
  into.add(digest);
  const bytes = disk.read(blobPath(folder, digest));
  if (!bytes || digestOf(bytes) !== digest) return false;
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString());
  } catch {
    return false;
  }
  const { manifests, config, layers, subject } = (value ?? {}) as Record<string, unknown>;
  const below = Array.isArray(manifests) ? (manifests as unknown[]) : [];
  const leaves = [config, subject, ...(Array.isArray(layers) ? (layers as unknown[]) : [])];
  for (const leaf of leaves) {
    const found = (leaf as { digest?: unknown } | undefined)?.digest;
    if (isDigest(found)) into.add(found);
  }
  return below.every((item) => {
    const found = (item as { digest?: unknown } | null)?.digest;
    return isDigest(found) && reach(disk, folder, found, into);
  });
}
