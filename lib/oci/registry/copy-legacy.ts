import type { Blob } from '../descriptor';
import type { Digest } from '../digest';
import { copyManifest, type Ends } from './copy';
import { isSameLayer, layersOf, legacyManifest } from './legacy-tag';
import { getManifest, putManifest } from './manifests';
import { fallbackTag } from './referrers';

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
  const extra = theirs.filter((one) => !own.some((other) => isSameLayer(one, other)));
  if (own.every((one) => theirs.some((other) => isSameLayer(one, other)))) return false;
  // There is one SBOM: that of the target counts there.
  if (extra.length > 0 && !adds) return false;
  await copyManifest(ends, source);
  await putManifest(
    to,
    tag,
    extra.length > 0 ? await legacyManifest(to, [...theirs, ...own]) : source,
  );
  return true;
}
