import type { Disk } from '../core';
import type { Descriptor } from './descriptor';
import { isDigest, type Digest } from './digest';
import { OciError } from './errors';
import { parseJson } from './image-manifest';
import { IMAGE_INDEX } from './media-types';

/** Annotation under which an image layout names an artifact. */
export const REF_NAME = 'org.opencontainers.image.ref.name';

export const LAYOUT_FILE = '{"imageLayoutVersion":"1.0.0"}';

/** `index.json` of a layout; descriptors of other tools keep the fields that we do not know. */
export interface LayoutIndex {
  readonly manifests: readonly Descriptor[];
  readonly [field: string]: unknown;
}

/**
 * Reads `index.json` of the layout in `folder`; `undefined` where there is none.
 *
 * @throws {OciError} `OCI_LAYOUT_INVALID` for a folder that holds something else, or another
 *   version of the layout.
 */
export function readIndex(disk: Disk, folder: string): LayoutIndex | undefined {
  const bytes = disk.read(`${folder}/index.json`);
  if (!bytes) return undefined;
  const version = disk.read(`${folder}/oci-layout`);
  if (!version) throw invalid(folder, "has an 'index.json' but no 'oci-layout'");
  try {
    const { imageLayoutVersion } = parseJson(version, `${folder}/oci-layout`);
    if (imageLayoutVersion !== '1.0.0') {
      throw invalid(folder, `is of layout version '${String(imageLayoutVersion)}', not 1.0.0`);
    }
    const index = parseJson(bytes, `${folder}/index.json`);
    if (!Array.isArray(index.manifests) || !index.manifests.every(isDescriptor)) {
      throw invalid(folder, "has an 'index.json' without a list of descriptors");
    }
    return index as unknown as LayoutIndex;
  } catch (cause) {
    if (cause instanceof OciError && cause.code === 'OCI_LAYOUT_INVALID') throw cause;
    throw invalid(folder, 'has an index or version file that is not JSON', cause);
  }
}

/**
 * An index with `named` in it, each in place of what had its name, and `unnamed`, which refer to
 * those; everything else is kept. Names
 * are sorted, so that the bytes do not tell in which order artifacts were added.
 */
export function mergeIndex(
  old: LayoutIndex | undefined,
  named: ReadonlyMap<string, Descriptor>,
  unnamed: readonly Descriptor[] = [],
): LayoutIndex {
  const fresh = new Set(unnamed.map(({ digest }) => digest));
  const kept = (old?.manifests ?? []).filter((descriptor) => {
    const name = nameOf(descriptor);
    return name === undefined ? !fresh.has(descriptor.digest) : !named.has(name);
  });
  const added = [...named].map(([name, descriptor]) => ({
    ...descriptor,
    annotations: { [REF_NAME]: name },
  }));
  const manifests = [...kept, ...unnamed, ...added].sort(
    (a, b) =>
      compare(nameOf(a), nameOf(b)) || (nameOf(a) === undefined ? compare(a.digest, b.digest) : 0),
  );
  return { schemaVersion: 2, mediaType: IMAGE_INDEX, ...old, manifests };
}

/** The name of an artifact in its layout; `undefined` where it has none. */
export function nameOf({ annotations }: Descriptor): string | undefined {
  return annotations?.[REF_NAME];
}

/** Where a layout keeps the blob of a digest. */
export function blobPath(folder: string, digest: Digest): string {
  return `${folder}/blobs/${digest.replace(':', '/')}`;
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isDescriptor(value: unknown): boolean {
  const { mediaType, digest, size } = (value ?? {}) as Record<string, unknown>;
  return typeof mediaType === 'string' && isDigest(digest) && typeof size === 'number';
}

function invalid(folder: string, what: string, cause?: unknown): OciError {
  return new OciError(
    'OCI_LAYOUT_INVALID',
    `'${folder}' ${what}`,
    'name the folder of an OCI image layout, or remove it to start a new one',
    { cause },
  );
}
