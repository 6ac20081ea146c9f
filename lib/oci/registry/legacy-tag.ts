import { blobOf, descriptorOf, type Blob, type Descriptor } from '../descriptor';
import type { Digest } from '../digest';
import { OciError } from '../errors';
import { parseManifest } from '../image-manifest';
import { IMAGE_MANIFEST } from '../media-types';
import { readBlob } from './blobs';
import { getManifest, putManifest } from './manifests';
import { fallbackTag } from './referrers';
import type { Session } from './session';
import { sourceOf, uploadBlob } from './upload';

/** Bytes of one signed text. */
const PAYLOAD_LIMIT_BYTES = 1024 * 1024;
/** Signatures that are read of one artifact; nobody has more, and each is a request. */
const MOST = 100;
/** How often the manifest is written again where others write it at the same time. */
const TRIES = 5;

/** A layer with its bytes. */
export interface LegacyLayer {
  readonly payload: Blob;
  readonly annotations: Readonly<Record<string, string>>;
}

/** What stands under `sha256-<hex>.sig`, in its order; of one type of layer. */
export async function readLegacy(
  session: Session,
  subject: Digest,
  mediaType: string,
): Promise<readonly LegacyLayer[]> {
  const tag = legacyTag(subject);
  const manifest = await getManifest(session, tag);
  if (!manifest) return [];
  const layers = layersOf(manifest, tag).filter((layer) => layer.mediaType === mediaType);
  if (layers.length > MOST) {
    const { registry, repository } = session.endpoint;
    throw new OciError(
      'OCI_LIMIT_EXCEEDED',
      `${registry}/${repository}:${tag} has ${layers.length} signatures, more than ${MOST}`,
      'remove that tag, and sign again',
    );
  }
  return Promise.all(
    layers.map(async (layer) => ({
      payload: await readBlob(session, layer, PAYLOAD_LIMIT_BYTES),
      annotations: layer.annotations ?? {},
    })),
  );
}

/**
 * Adds a layer to what stands under `sha256-<hex>.sig`. The tag is read back: of two who write it at
 * once, one would be lost without a word.
 *
 * @throws {OciError} `OCI_REGISTRY_NONSENSE` when others overwrite it again and again.
 */
export async function addLegacy(
  session: Session,
  subject: Digest,
  { payload, annotations }: LegacyLayer,
): Promise<void> {
  const tag = legacyTag(subject);
  const layer = { ...descriptorOf(payload), annotations };
  await uploadBlob(session, sourceOf(payload));
  for (let tries = 0; tries <= TRIES; tries++) {
    const present = await getManifest(session, tag);
    const layers = present ? layersOf(present, tag) : [];
    if (layers.some((one) => isSameLayer(one, layer))) return;
    if (tries < TRIES)
      await putManifest(session, tag, await legacyManifest(session, [...layers, layer]));
  }
  const { registry, repository } = session.endpoint;
  throw new OciError(
    'OCI_REGISTRY_NONSENSE',
    `${registry}/${repository}:${tag} is overwritten by somebody else, ${TRIES} times`,
    'try again when nobody else signs the same artifact',
  );
}

/** `sha256-<hex>.sig` */
function legacyTag(subject: Digest): string {
  return `${fallbackTag(subject)}.sig`;
}

/** One signature may be over the same bytes as another: the annotation is what differs. */
export function isSameLayer(a: Descriptor, b: Descriptor): boolean {
  return a.digest === b.digest && JSON.stringify(a.annotations) === JSON.stringify(b.annotations);
}

export function layersOf(manifest: Blob, tag: string): readonly Descriptor[] {
  return parseManifest(manifest.bytes, tag).layers;
}

/** A manifest of several signatures, as cosign adds one to another; its config is uploaded. */
export async function legacyManifest(session: Session, all: readonly Descriptor[]): Promise<Blob> {
  const layers = all.filter((one, i) => all.findIndex((other) => isSameLayer(one, other)) === i);
  const rootfs = { type: 'layers', diff_ids: layers.map(({ digest }) => digest) };
  const text = JSON.stringify({ architecture: '', config: {}, history: [], os: '', rootfs });
  const config = blobOf('application/vnd.oci.image.config.v1+json', Buffer.from(text));
  await uploadBlob(session, sourceOf(config));
  const mediaType = IMAGE_MANIFEST;
  const manifest = { schemaVersion: 2, mediaType, config: descriptorOf(config), layers };
  return blobOf(mediaType, Buffer.from(JSON.stringify(manifest)));
}
