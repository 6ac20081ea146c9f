import { blobOf, descriptorOf, type Blob, type Descriptor } from '../descriptor';
import type { Digest } from '../digest';
import { parseManifest } from '../image-manifest';
import { IMAGE_MANIFEST } from '../media-types';
import { copyManifest, type Ends } from './copy';
import { getManifest, putManifest } from './manifests';
import { fallbackTag } from './referrers';
import { sourceOf, uploadBlob } from './upload';

/** What cosign kept beside an artifact before version 3: signatures, attestations, SBOMs. */
const KINDS = ['sig', 'att', 'sbom'] as const;

/**
 * Copies what stands under tags made of a digest, `sha256-<hex>.sig` and the like: Flux before 2.8
 * verifies nothing else. What the target has there already stays beside it.
 *
 * @returns the tags that were written.
 * @see https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md
 */
export async function copyLegacy(ends: Ends, subject: Digest): Promise<string[]> {
  const copied: string[] = [];
  for (const kind of KINDS) {
    const tag = `${fallbackTag(subject)}.${kind}`;
    const source = await getManifest(ends.from, tag);
    if (source && (await copyTag(ends, tag, source, kind !== 'sbom'))) copied.push(tag);
  }
  return copied;
}

async function copyTag(ends: Ends, tag: string, source: Blob, adds: boolean): Promise<boolean> {
  const { to } = ends;
  const present = await getManifest(to, tag);
  if (present?.digest === source.digest) return false;
  const [own, theirs] = [layersOf(source, tag), present ? layersOf(present, tag) : []];
  const extra = theirs.filter((one) => !own.some((other) => isSame(one, other)));
  if (own.every((one) => theirs.some((other) => isSame(one, other)))) return false;
  // There is one SBOM: that of the target counts there.
  if (extra.length > 0 && !adds) return false;
  await copyManifest(ends, source);
  await putManifest(to, tag, extra.length > 0 ? await merged(ends, [...theirs, ...own]) : source);
  return true;
}

/** One signature may be over the same bytes as another: the annotation is what differs. */
function isSame(a: Descriptor, b: Descriptor): boolean {
  return a.digest === b.digest && JSON.stringify(a.annotations) === JSON.stringify(b.annotations);
}

function layersOf(manifest: Blob, tag: string): readonly Descriptor[] {
  return parseManifest(manifest.bytes, tag).layers;
}

/** A manifest of several signatures, as cosign adds one to another. */
async function merged({ to }: Ends, all: readonly Descriptor[]): Promise<Blob> {
  const layers = all.filter((one, i) => all.findIndex((other) => isSame(one, other)) === i);
  const rootfs = { type: 'layers', diff_ids: layers.map(({ digest }) => digest) };
  const text = JSON.stringify({ architecture: '', config: {}, history: [], os: '', rootfs });
  const config = blobOf('application/vnd.oci.image.config.v1+json', Buffer.from(text));
  await uploadBlob(to, sourceOf(config));
  const mediaType = IMAGE_MANIFEST;
  const manifest = { schemaVersion: 2, mediaType, config: descriptorOf(config), layers };
  return blobOf(mediaType, Buffer.from(JSON.stringify(manifest)));
}
