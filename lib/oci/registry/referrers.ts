import type { Descriptor } from '../descriptor';
import { digestOf, type Digest } from '../digest';
import { OciError } from '../errors';
import { fallbackTag } from '../helper-tags';
import { parseIndex, type IndexedManifest } from '../image-index';
import { IMAGE_INDEX } from '../media-types';
import { MANIFEST_LIMIT_BYTES } from './options';
import { getManifest } from './manifests';
import { nextPage } from './next-page';
import type { Reply, Session } from './session';

/** A manifest that says it is about another: a signature, a provenance, a list of parts. */
export interface Referrer extends Descriptor {
  /** `application/vnd.dev.sigstore.bundle.v0.3+json`; empty where the registry does not say. */
  readonly artifactType: string;
}

/**
 * What refers to a manifest, sorted by digest: by the registry's own list, or, where it keeps none,
 * by the index that clients keep under a tag of the digest.
 *
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#listing-referrers
 */
export async function listReferrers(session: Session, subject: Digest): Promise<Referrer[]> {
  const own = await askRegistry(session, subject);
  // Some registries answer, and list nothing.
  const found = own && own.entries.length > 0 ? own : await readFallback(session, subject);
  const byDigest = new Map(found.entries.map((entry) => [entry.digest, entry]));
  return [...byDigest.values()].map(toReferrer).sort((a, b) => (a.digest < b.digest ? -1 : 1));
}

/** The registry's own list; `undefined` where it keeps none. */
export async function askRegistry(
  session: Session,
  subject: Digest,
): Promise<{ readonly entries: readonly IndexedManifest[] } | undefined> {
  const purpose = `listing what refers to ${nameOf(session)}@${subject}`;
  const entries: IndexedManifest[] = [];
  const asked = new Set<string>();
  let next: string | URL | undefined = `referrers/${subject}`;
  while (next !== undefined) {
    const reply: Reply = await session.send({
      method: 'GET',
      to: next,
      headers: { accept: IMAGE_INDEX },
      limitBytes: MANIFEST_LIMIT_BYTES,
      accept: [200, 404],
      purpose,
    });
    if (reply.status === 404) return undefined;
    entries.push(...parseIndex(reply.body, purpose));
    next = nextPage(reply, session, purpose, asked);
  }
  return { entries };
}

/** The index under the tag of a digest, which clients keep where the registry has no list. */
export interface Fallback {
  readonly entries: readonly IndexedManifest[];
  /** Of the index; `undefined` where there is none. */
  readonly digest?: Digest;
}

export async function readFallback(session: Session, subject: Digest): Promise<Fallback> {
  const found = await getManifest(session, fallbackTag(subject));
  // GitLab answers with the subject itself.
  if (!found || found.digest === subject) return { entries: [] };
  const where = `${nameOf(session)}:${fallbackTag(subject)}`;
  if (found.mediaType !== IMAGE_INDEX) {
    throw new OciError(
      'OCI_CONTENT_INVALID',
      `${where} should list what refers to ${subject}, and is a ${found.mediaType}`,
      'remove that tag: it stands where clients keep their list',
    );
  }
  return { entries: parseIndex(found.bytes, where), digest: digestOf(found.bytes) };
}

function toReferrer({ artifactType = '', ...entry }: IndexedManifest): Referrer {
  return { ...entry, artifactType };
}

function nameOf({ endpoint }: Session): string {
  return `${endpoint.registry}/${endpoint.repository}`;
}
