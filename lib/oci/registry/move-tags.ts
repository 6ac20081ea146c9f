import type { Blob } from '../descriptor';
import { isDigest, type Digest } from '../digest';
import { OciError } from '../errors';
import { getManifest, headManifest, putManifest } from './manifests';
import type { Session } from './session';

export interface MoveOptions {
  /** Refuses to move a tag that stands for another digest. */
  readonly immutable: boolean;
  /** Uploads what the manifest names. Left out where a tag stands for the digest already. */
  readonly before?: () => Promise<unknown>;
  /** Whether `before` has something to do even then. Default: false. */
  readonly always?: boolean;
  /** Reads the manifest where all tags are said to stand for it: a header may lie. Default: false. */
  readonly confirm?: boolean;
}

/**
 * Lets tags stand for a manifest, after everything that it names is there. A tag that does so
 * already is left alone: registries with immutable tags refuse even that write.
 *
 * @returns the tags that were moved.
 * @throws {OciError} `OCI_TAG_TAKEN`, before anything is written.
 */
export async function moveTags(
  session: Session,
  manifest: Blob,
  identifiers: readonly string[],
  { immutable, before, always = false, confirm = false }: MoveOptions,
): Promise<readonly string[]> {
  const wanted = [...new Set(identifiers)];
  const found = await Promise.all(wanted.map((tag) => headManifest(session, tag)));
  wanted.forEach((tag, i) => {
    const now = found[i];
    if (immutable && now !== undefined && now !== manifest.digest) {
      throw taken(session, tag, now, manifest.digest);
    }
  });
  const others = wanted.filter((_, i) => found[i] !== manifest.digest);
  const isThere = others.length > 0 || !confirm || (await getManifest(session, manifest.digest));
  const moved = isThere ? others : wanted;
  if (always || moved.length === wanted.length) await before?.();
  for (const tag of moved) await putManifest(session, tag, manifest);
  return moved;
}

function taken({ endpoint }: Session, tag: string, now: Digest, wanted: Digest): OciError {
  const { registry, repository } = endpoint;
  const what = isDigest(tag) ? 'digest' : 'tag';
  return new OciError(
    'OCI_TAG_TAKEN',
    `${what} '${tag}' of ${registry}/${repository} stands for ${now}, and would move to ${wanted}`,
    'give the new content a tag of its own, or leave out --immutable; a tag that is meant to move goes afterwards: cdk8s-gitops tag <reference> latest',
  );
}
