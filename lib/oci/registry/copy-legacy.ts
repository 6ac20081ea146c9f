import type { Blob } from '../descriptor';
import type { Digest } from '../digest';
import { LEGACY_KINDS, legacyTag } from '../helper-tags';
import { parseManifest } from '../image-manifest';
import type { StoredTag } from '../legacy-manifest';
import { readBlob } from './blobs';
import { copyManifest, type Ends } from './copy';
import { mergedLayers, putLegacy } from './legacy-tag';
import { getManifest, putManifest } from './manifests';
import { ATTACHMENT_LIMIT_BYTES } from './options';
import type { Session } from './session';
import { sourceOf, uploadBlob } from './upload';

/**
 * Copies what stands under tags made of a digest, `sha256-<hex>.sig` and the like: Flux before 2.8
 * verifies nothing else. What the target has there already stays beside it.
 *
 * @returns the tags that were written.
 * @see https://github.com/sigstore/cosign/blob/main/specs/SIGNATURE_SPEC.md
 */
export async function copyLegacy(ends: Ends, subject: Digest): Promise<string[]> {
  const copied: string[] = [];
  for (const kind of LEGACY_KINDS) {
    const tag = legacyTag(subject, kind);
    const source = await getManifest(ends.from, tag);
    if (source && (await putTag(ends.to, tag, source, () => copyManifest(ends, source)))) {
      copied.push(tag);
    }
  }
  return copied;
}

/** Reads what stands under tags made of a digest, whole: for layouts. */
export async function readLegacyTags(session: Session, subject: Digest): Promise<StoredTag[]> {
  const found: StoredTag[] = [];
  for (const kind of LEGACY_KINDS) {
    const tag = legacyTag(subject, kind);
    const manifest = await getManifest(session, tag);
    if (!manifest) continue;
    const { config, layers } = parseManifest(manifest.bytes, tag);
    const all = new Map([config, ...layers].map((one) => [one.digest, one]));
    const blobs = await Promise.all(
      [...all.values()].map((one) => readBlob(session, one, ATTACHMENT_LIMIT_BYTES)),
    );
    found.push({ tag, manifest, blobs });
  }
  return found;
}

/** Stores what {@link readLegacyTags} or a layout gave, beside what is there. */
export async function writeLegacyTags(
  session: Session,
  stored: readonly StoredTag[],
): Promise<void> {
  for (const { tag, manifest, blobs } of stored) {
    await putTag(session, tag, manifest, () =>
      Promise.all(blobs.map((blob) => uploadBlob(session, sourceOf(blob)))),
    );
  }
}

async function putTag(
  to: Session,
  tag: string,
  source: Blob,
  before: () => Promise<unknown>,
): Promise<boolean> {
  const merged = mergedLayers(tag, source, await getManifest(to, tag));
  if (!merged) return false;
  const { extra, all } = merged;
  // There is one SBOM: that of the target counts there.
  if (extra.length > 0 && tag.endsWith('.sbom')) return false;
  await before();
  if (extra.length > 0) await putLegacy(to, tag, all);
  else await putManifest(to, tag, source);
  return true;
}
