import { blobOf, descriptorOf, type Blob, type Descriptor } from './descriptor';
import { isDigest, type Digest } from './digest';
import { OciError } from './errors';
import { FLUX_CONFIG, IMAGE_MANIFEST } from './media-types';

/** What an image manifest says. `artifactType` and `subject` are never set by us, see {@link manifestBlob}. */
export interface ImageManifest {
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
  readonly annotations?: Readonly<Record<string, string>>;
}

/**
 * The config of a packed folder. It has the shape of an image config, and names the uncompressed
 * tar, so that content can be compared whatever compressed it. Without `created` no time is in it.
 *
 * @param diffId digest of the uncompressed tar.
 * @param created RFC 3339, UTC.
 */
export function configBlob(diffId: Digest, created?: string): Blob {
  const config = {
    architecture: '',
    config: {},
    ...(created === undefined ? {} : { created }),
    history: [],
    os: '',
    rootfs: { type: 'layers', diff_ids: [diffId] },
  };
  return blobOf(FLUX_CONFIG, Buffer.from(JSON.stringify(config)));
}

/** A layer, and what its descriptor says of it. */
export interface AnnotatedBlob {
  readonly blob: Blob;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Says of which part of a package of Crossplane a layer is. */
export const XPKG_ANNOTATION = 'io.crossplane.xpkg';

/**
 * The layer of the content, and those beside it, which a package of Crossplane alone has; `undefined`
 * where none or several may be the content.
 */
export function contentOf(
  layers: readonly Descriptor[],
): { readonly layer: Descriptor; readonly more: readonly Descriptor[] } | undefined {
  const parts = layers.map(({ annotations }) => annotations?.[XPKG_ANNOTATION]);
  const base = layers.filter((_, i) => parts[i] === 'base');
  const [layer, second] = layers.length === 1 ? layers : base;
  // Layers without the annotation are those of a runtime, which is no folder of files.
  if (!layer || second || (layers.length > 1 && parts.includes(undefined))) return undefined;
  return { layer, more: layers.filter((each) => each !== layer) };
}

/**
 * The manifest of one layer, and of those beside it, always the same bytes for the same input: fields in a fixed order,
 * annotations sorted, and absent where there are none. It has no `artifactType` (GitLab checks that
 * against a list) and no `subject` (Argo CD would extract it too).
 */
export function manifestBlob(
  config: Blob,
  layer: Blob,
  annotations: Readonly<Record<string, string>> = {},
  layerAnnotations: Readonly<Record<string, string>> = {},
  more: readonly AnnotatedBlob[] = [],
): Blob {
  const manifest = {
    schemaVersion: 2,
    mediaType: IMAGE_MANIFEST,
    config: descriptorOf(config),
    layers: [{ blob: layer, annotations: layerAnnotations }, ...more].map((each) => ({
      ...descriptorOf(each.blob),
      ...annotated(each.annotations),
    })),
    ...annotated(annotations),
  };
  return blobOf(IMAGE_MANIFEST, Buffer.from(JSON.stringify(manifest)));
}

/** The field, sorted, or nothing where there is nothing to say. */
function annotated(annotations: Readonly<Record<string, string>>) {
  const sorted = Object.entries(annotations).sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.length > 0 ? { annotations: Object.fromEntries(sorted) } : {};
}

/**
 * Reads an image manifest, OCI's or Docker's.
 *
 * @param where what is read, for messages: `ghcr.io/acme/platform:v1`.
 * @throws {OciError} `OCI_CONTENT_INVALID` when it is no JSON, an index, or lacks a descriptor.
 */
export function parseManifest(bytes: Uint8Array, where: string): ImageManifest {
  const value = parseJson(bytes, where);
  const { config, layers, manifests, annotations } = value;
  if (manifests !== undefined && layers === undefined) {
    throw new OciError(
      'OCI_CONTENT_INVALID',
      `${where} is an index of several manifests, not an artifact`,
      'name one of its manifests by digest',
    );
  }
  if (!Array.isArray(layers)) throw unreadable(where, 'has no list of layers');
  return {
    config: descriptor(config, `${where}: config`),
    layers: layers.map((layer, i) => descriptor(layer, `${where}: layer ${i}`)),
    ...(isStrings(annotations) ? { annotations } : {}),
  };
}

/** A JSON object. @throws {OciError} `OCI_CONTENT_INVALID` for anything else. */
export function parseJson(bytes: Uint8Array, where: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes).toString());
  } catch (cause) {
    throw unreadable(where, 'is not JSON', cause);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw unreadable(where, 'is not a JSON object');
  }
  return value as Record<string, unknown>;
}

function descriptor(value: unknown, where: string): Descriptor {
  const { mediaType, digest, size, annotations } = (value ?? {}) as Record<string, unknown>;
  if (typeof mediaType !== 'string' || !isDigest(digest) || !isSize(size)) {
    throw unreadable(where, 'lacks a media type, a sha256 digest or a size');
  }
  return { mediaType, digest, size, ...(isStrings(annotations) ? { annotations } : {}) };
}

/** Whether a descriptor can have it. */
export function isSize(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** Whether these are annotations. */
export function isStrings(value: unknown): value is Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return false;
  return Object.values(value).every((item) => typeof item === 'string');
}

function unreadable(where: string, what: string, cause?: unknown): OciError {
  return new OciError(
    'OCI_CONTENT_INVALID',
    `${where} ${what}`,
    'push the artifact again, or name another one',
    { cause },
  );
}
