import type { Disk } from '../core';
import { descriptorOf, type Blob } from './descriptor';
import type { Digest } from './digest';
import { LEGACY_KINDS, legacyTag } from './helper-tags';
import { parseManifest } from './image-manifest';
import { indexOf, readLayoutManifest } from './layout';
import { readBlob } from './layout-blob';
import { applyChange, planChange } from './layout-change';
import { nameOf } from './layout-index';
import { layersOf, layersOfType, legacyManifest, isSameLayer } from './legacy-manifest';
import type { LegacyLayer, StoredTag } from './legacy-manifest';
import { EMPTY_CONFIG, referrerBlob, type ReferrerManifest } from './referrer-manifest';

/**
 * Attaches content to what a layout holds, as an unnamed manifest of its index. The same again writes
 * nothing.
 *
 * @returns the digest of that manifest.
 * @throws {OciError} `OCI_NOT_FOUND` where the layout has no such manifest.
 */
export function attachToLayout(
  disk: Disk,
  folder: string,
  subject: Digest,
  attachment: Omit<ReferrerManifest, 'subject'>,
): Digest {
  const about = readLayoutManifest(disk, folder, subject);
  const manifest = referrerBlob({ ...attachment, subject: about });
  const { artifactType, annotations, content } = attachment;
  const entry = { ...descriptorOf(manifest), artifactType, ...(annotations && { annotations }) };
  const blobs = [content, EMPTY_CONFIG, manifest];
  applyChange(disk, folder, planChange(disk, folder, { unnamed: [entry], blobs }));
  return manifest.digest;
}

/** What a layout has under the name `sha256-<hex>.sig`, of one type of layer. */
export function layoutLegacy(
  disk: Disk,
  folder: string,
  subject: Digest,
  mediaType: string,
): readonly LegacyLayer[] {
  const tag = legacyTag(subject);
  const manifest = namedIn(disk, folder, tag);
  if (!manifest) return [];
  return layersOfType(manifest, mediaType, `${folder}:${tag}`).map((layer) => ({
    payload: readBlob(disk, folder, layer),
    annotations: layer.annotations ?? {},
  }));
}

/** Adds a layer to that. */
export function addLegacyToLayout(
  disk: Disk,
  folder: string,
  subject: Digest,
  { payload, annotations }: LegacyLayer,
): void {
  const tag = legacyTag(subject);
  const present = namedIn(disk, folder, tag);
  const layers = present ? layersOf(present, tag) : [];
  const layer = { ...descriptorOf(payload), annotations };
  if (layers.some((one) => isSameLayer(one, layer))) return;
  const { manifest, config } = legacyManifest([...layers, layer]);
  const kept = layers.map((one) => readBlob(disk, folder, one));
  const named = new Map([[tag, descriptorOf(manifest)]]);
  const blobs = [...kept, payload, config, manifest];
  applyChange(disk, folder, planChange(disk, folder, { named, blobs }));
}

/** What a layout has under names made of a digest, with all that they name. */
export function layoutLegacyTags(disk: Disk, folder: string, subject: Digest): StoredTag[] {
  return LEGACY_KINDS.flatMap((kind) => {
    const tag = legacyTag(subject, kind);
    const manifest = namedIn(disk, folder, tag);
    if (!manifest) return [];
    const { config, layers } = parseManifest(manifest.bytes, `${folder}:${tag}`);
    return [
      { tag, manifest, blobs: [config, ...layers].map((one) => readBlob(disk, folder, one)) },
    ];
  });
}

function namedIn(disk: Disk, folder: string, name: string): Blob | undefined {
  const found = indexOf(disk, folder).find((one) => nameOf(one) === name);
  return found && readBlob(disk, folder, found);
}
