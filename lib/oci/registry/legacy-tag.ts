import { descriptorOf, type Blob, type Descriptor } from '../descriptor';
import type { Digest } from '../digest';
import { OciError } from '../errors';
import { legacyTag } from '../helper-tags';
import {
  isSameLayer,
  layersOf,
  layersOfType,
  legacyManifest,
  type LegacyLayer,
} from '../legacy-manifest';
import { readBlob } from './blobs';
import { getManifest, putManifest } from './manifests';
import type { Session } from './session';
import { sourceOf, uploadBlob } from './upload';

/** Bytes of one signed text. */
const PAYLOAD_LIMIT_BYTES = 1024 * 1024;
/** How often the manifest is written again where others write it at the same time. */
const TRIES = 5;

/** What stands under `sha256-<hex>.sig`, in its order; of one type of layer. */
export async function readLegacy(
  session: Session,
  subject: Digest,
  mediaType: string,
): Promise<readonly LegacyLayer[]> {
  const tag = legacyTag(subject);
  const manifest = await getManifest(session, tag);
  if (!manifest) return [];
  const { registry, repository } = session.endpoint;
  return Promise.all(
    layersOfType(manifest, mediaType, `${registry}/${repository}:${tag}`).map(async (layer) => ({
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
    if (tries < TRIES) await putLegacy(session, tag, [...layers, layer]);
  }
  const { registry, repository } = session.endpoint;
  throw new OciError(
    'OCI_REGISTRY_NONSENSE',
    `${registry}/${repository}:${tag} is overwritten by somebody else, ${TRIES} times`,
    'try again when nobody else signs the same artifact',
  );
}

/** Lets the tag stand for these layers, whose blobs are there. */
export async function putLegacy(
  session: Session,
  tag: string,
  layers: readonly Descriptor[],
): Promise<void> {
  const { manifest, config } = legacyManifest(layers);
  await uploadBlob(session, sourceOf(config));
  await putManifest(session, tag, manifest);
}

/** What the target has beside what comes is kept; `undefined` where nothing is to be written. */
export function mergedLayers(
  tag: string,
  source: Blob,
  present: Blob | undefined,
): { readonly extra: readonly Descriptor[]; readonly all: readonly Descriptor[] } | undefined {
  if (present?.digest === source.digest) return undefined;
  const [own, theirs] = [layersOf(source, tag), present ? layersOf(present, tag) : []];
  if (own.every((one) => theirs.some((other) => isSameLayer(one, other)))) return undefined;
  const extra = theirs.filter((one) => !own.some((other) => isSameLayer(one, other)));
  return { extra, all: [...theirs, ...own] };
}
