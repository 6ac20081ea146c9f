import { blobOf, descriptorOf, type Blob, type Descriptor } from './descriptor';
import { OciError } from './errors';
import { parseManifest } from './image-manifest';
import { IMAGE_CONFIG, IMAGE_MANIFEST } from './media-types';

/** Signatures that are read of one artifact; nobody has more, and each is a request. */
const MOST = 100;

/** A signature as cosign kept it before version 3: a layer with its bytes. */
export interface LegacyLayer {
  readonly payload: Blob;
  readonly annotations: Readonly<Record<string, string>>;
}

/** A manifest under a tag that is made of a digest, with all that it names. */
export interface StoredTag {
  /** `sha256-<hex>.sig` */
  readonly tag: string;
  readonly manifest: Blob;
  readonly blobs: readonly Blob[];
}

/** One signature may be over the same bytes as another: the annotation is what differs. */
export function isSameLayer(a: Descriptor, b: Descriptor): boolean {
  return a.digest === b.digest && JSON.stringify(a.annotations) === JSON.stringify(b.annotations);
}

/** The layers of what stands under such a tag; `where` is for messages. */
export function layersOf(manifest: Blob, where: string): readonly Descriptor[] {
  return parseManifest(manifest.bytes, where).layers;
}

/** Those of one type. @throws {OciError} `OCI_LIMIT_EXCEEDED` for more than anybody has. */
export function layersOfType(
  manifest: Blob,
  mediaType: string,
  where: string,
): readonly Descriptor[] {
  const layers = layersOf(manifest, where).filter((layer) => layer.mediaType === mediaType);
  if (layers.length <= MOST) return layers;
  throw new OciError(
    'OCI_LIMIT_EXCEEDED',
    `${where} has ${layers.length} signatures, more than ${MOST}`,
    'remove that tag, and sign again',
  );
}

/** A manifest of several signatures, as cosign adds one to another, and its config; each once. */
export function legacyManifest(all: readonly Descriptor[]): {
  readonly manifest: Blob;
  readonly config: Blob;
} {
  const layers = all.filter((one, i) => all.findIndex((other) => isSameLayer(one, other)) === i);
  const rootfs = { type: 'layers', diff_ids: layers.map(({ digest }) => digest) };
  const text = JSON.stringify({ architecture: '', config: {}, history: [], os: '', rootfs });
  const config = blobOf(IMAGE_CONFIG, Buffer.from(text));
  const mediaType = IMAGE_MANIFEST;
  const value = { schemaVersion: 2, mediaType, config: descriptorOf(config), layers };
  return { manifest: blobOf(mediaType, Buffer.from(JSON.stringify(value))), config };
}
