import type { Disk } from '../core';
import type { Blob, Descriptor } from './descriptor';
import { digestOf, isDigest, type Digest } from './digest';
import { parseJson, parseManifest } from './image-manifest';
import type { IndexedManifest } from './image-index';
import { readBlob } from './layout-blob';
import { blobPath, nameOf, readIndex } from './layout-index';
import { EMPTY_CONFIG } from './referrer-manifest';

/** A manifest that is about another, with all that it names. */
export interface StoredReferrer {
  readonly manifest: Blob;
  readonly blobs: readonly Blob[];
  readonly subject: Digest;
  /** As indexes list it. */
  readonly entry: IndexedManifest;
}

/** A stored referrer as indexes list it: with its type and annotations. */
export function storedReferrer(manifest: Blob, blobs: readonly Blob[], where: string) {
  const { artifactType, annotations, subject } = parseJson(manifest.bytes, where);
  const { digest } = (subject ?? {}) as { readonly digest?: unknown };
  const entry = {
    ...{ mediaType: manifest.mediaType, digest: manifest.digest, size: manifest.bytes.length },
    ...(typeof artifactType === 'string' && { artifactType }),
    ...(annotations !== undefined && { annotations: annotations as Record<string, string> }),
  };
  return { manifest, blobs, entry, subject: String(digest) } satisfies StoredReferrer;
}

/**
 * What refers to a manifest of a layout, and what refers to that, in the order of their digests: the
 * unnamed manifests of its index that say so.
 *
 * @throws {OciError} `OCI_DIGEST_MISMATCH` for blobs that are damaged or missing.
 */
export function layoutReferrers(disk: Disk, folder: string, subject: Digest): StoredReferrer[] {
  const bySubject = subjectsIn(disk, folder, readIndex(disk, folder)?.manifests ?? []);
  const found: StoredReferrer[] = [];
  const seen = new Set<Digest>([subject]);
  for (const at of seen) {
    const direct = bySubject.filter((one) => one.subject === at && !seen.has(one.entry.digest));
    for (const { entry } of direct.sort((a, b) => (a.entry.digest < b.entry.digest ? -1 : 1))) {
      seen.add(entry.digest);
      const manifest = readBlob(disk, folder, entry);
      const where = `${folder}@${entry.digest}`;
      const { config, layers } = parseManifest(manifest.bytes, where);
      const blobs = [config, ...layers].map((one) =>
        one.digest === EMPTY_CONFIG.digest ? EMPTY_CONFIG : readBlob(disk, folder, one),
      );
      found.push(storedReferrer(manifest, blobs, where));
    }
  }
  return found;
}

/** Unnamed manifests of an index that are about another. */
export function subjectsIn(
  disk: Disk,
  folder: string,
  manifests: readonly Descriptor[],
): { readonly entry: Descriptor; readonly subject: Digest }[] {
  return manifests.flatMap((entry) => {
    if (nameOf(entry) !== undefined) return [];
    const bytes = disk.read(blobPath(folder, entry.digest));
    if (!bytes || digestOf(bytes) !== entry.digest) return [];
    const subject = subjectOf(bytes);
    return subject === undefined ? [] : [{ entry, subject }];
  });
}

function subjectOf(bytes: Buffer): Digest | undefined {
  try {
    const { subject } = JSON.parse(bytes.toString()) as { subject?: { digest?: unknown } };
    return isDigest(subject?.digest) ? subject.digest : undefined;
  } catch {
    return undefined;
  }
}
