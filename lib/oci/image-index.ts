import type { Descriptor } from './descriptor';
import { isDigest } from './digest';
import { OciError } from './errors';
import { isSize, isStrings, parseJson } from './image-manifest';

/** A manifest as an index lists it. */
export interface IndexedManifest extends Descriptor {
  readonly artifactType?: string;
  readonly platform?: Readonly<Record<string, unknown>>;
}

/**
 * Reads an image index, OCI's or Docker's.
 *
 * @param where what is read, for messages.
 * @throws {OciError} `OCI_CONTENT_INVALID` when it is no JSON, or lists something else.
 * @see https://github.com/opencontainers/image-spec/blob/v1.1.1/image-index.md
 */
export function parseIndex(bytes: Uint8Array, where: string): readonly IndexedManifest[] {
  const { manifests } = parseJson(bytes, where);
  // An empty list is `null` where the registry is written in Go.
  if (manifests === null) return [];
  if (!Array.isArray(manifests)) throw invalid(where, 'has no list of manifests');
  return manifests.map((one: unknown, i): IndexedManifest => {
    const entry = (one ?? {}) as Record<string, unknown>;
    const { mediaType, digest, size, annotations, artifactType, platform } = entry;
    if (typeof mediaType !== 'string' || !isDigest(digest) || !isSize(size)) {
      throw invalid(where, `lists entry ${i} without a media type, a sha256 digest or a size`);
    }
    return {
      mediaType,
      digest,
      size,
      ...(isStrings(annotations) && { annotations }),
      ...(typeof artifactType === 'string' && { artifactType }),
      ...(typeof platform === 'object' &&
        platform !== null && { platform: platform as Record<string, unknown> }),
    };
  });
}

function invalid(where: string, what: string): OciError {
  return new OciError(
    'OCI_CONTENT_INVALID',
    `${where} ${what}`,
    'push it again, or name another one',
  );
}
