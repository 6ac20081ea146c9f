import type { Digest } from '../digest';
import { parseManifest } from '../image-manifest';
import { storedReferrer, type StoredReferrer } from '../layout-referrers';
import { readBlob } from './blobs';
import { listReferrer } from './list-referrer';
import { getManifest, notFound, putManifest } from './manifests';
import { ATTACHMENT_LIMIT_BYTES } from './options';
import { listReferrers } from './referrers';
import type { Session } from './session';
import { sourceOf, uploadBlob } from './upload';

/** Reads what refers to a manifest, and what refers to that, whole. */
export async function readReferrers(session: Session, subject: Digest): Promise<StoredReferrer[]> {
  const found: StoredReferrer[] = [];
  const seen = new Set<Digest>([subject]);
  for (const at of seen) {
    for (const { digest } of await listReferrers(session, at)) {
      if (seen.has(digest)) continue;
      seen.add(digest);
      const manifest = await getManifest(session, digest);
      if (!manifest) throw notFound(session, digest);
      const where = `${session.endpoint.registry}/${session.endpoint.repository}@${digest}`;
      const { config, layers } = parseManifest(manifest.bytes, where);
      const blobs = await Promise.all(
        [config, ...layers].map((one) => readBlob(session, one, ATTACHMENT_LIMIT_BYTES)),
      );
      // What a registry lists need not say so itself; a layout has nothing else to go by.
      const stored = storedReferrer(manifest, blobs, where);
      if (stored.subject === at) found.push(stored);
    }
  }
  return found;
}

/** Stores what refers to manifests of a repository, in their order, and sees to it that it is found. */
export async function writeReferrers(
  session: Session,
  referrers: readonly StoredReferrer[],
): Promise<void> {
  for (const { manifest, blobs, subject, entry } of referrers) {
    await Promise.all(blobs.map((blob) => uploadBlob(session, sourceOf(blob))));
    await putManifest(session, manifest.digest, manifest);
    await listReferrer(session, subject, entry);
  }
}
