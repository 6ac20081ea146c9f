import type { Blob, Descriptor } from '../descriptor';
import type { Digest } from '../digest';
import { parseIndex } from '../image-index';
import { parseManifest } from '../image-manifest';
import { DOCKER_INDEX, IMAGE_INDEX } from '../media-types';
import { readBlob } from './blobs';
import { getManifest, headManifest, notFound, putManifest } from './manifests';
import { listReferrers, type Referrer } from './referrers';
import { listReferrer } from './list-referrer';
import type { Session } from './session';
import { uploadBlob } from './upload';

/** Both ends of a copy. */
export interface Ends {
  readonly from: Session;
  readonly to: Session;
  /** Of one blob. */
  readonly limitBytes: number;
  /** Of one request of an upload; see `RegistryOptions`. */
  readonly chunkBytes?: number | undefined;
}

/**
 * Copies a manifest, under its digest, with all that it names: its blobs, mounted where the registry is
 * the same, and the manifests of an index.
 *
 * @throws {OciError} `OCI_NOT_FOUND`, `OCI_DIGEST_MISMATCH`.
 */
export async function copyManifest(ends: Ends, manifest: Blob): Promise<void> {
  const { from, to } = ends;
  const { digest } = manifest;
  if ((await headManifest(to, digest)) === digest) return;
  const where = `${from.endpoint.registry}/${from.endpoint.repository}@${digest}`;
  if (manifest.mediaType === IMAGE_INDEX || manifest.mediaType === DOCKER_INDEX) {
    for (const entry of parseIndex(manifest.bytes, where)) {
      await copyManifest(ends, await readManifest(from, entry.digest));
    }
  } else {
    const { config, layers } = parseManifest(manifest.bytes, where);
    const blobs = new Map([config, ...layers].map((one) => [one.digest, one]));
    await Promise.all([...blobs.values()].map((blob) => copyBlob(ends, blob)));
  }
  await putManifest(to, digest, manifest);
}

/**
 * Copies what refers to a manifest, and what refers to that: signatures, provenances, promotions.
 * They stay valid elsewhere, since they sign the digest and not the name.
 *
 * @returns what was copied, in the order of {@link listReferrers}.
 */
export async function copyReferrers(ends: Ends, subject: Digest): Promise<Referrer[]> {
  const copied: Referrer[] = [];
  const seen = new Set<Digest>([subject]);
  const queue: Digest[] = [subject];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    for (const referrer of await listReferrers(ends.from, at)) {
      if (seen.has(referrer.digest)) continue;
      seen.add(referrer.digest);
      const manifest = await readManifest(ends.from, referrer.digest);
      await copyManifest(ends, manifest);
      const { artifactType, ...descriptor } = referrer;
      const entry = { ...descriptor, ...(artifactType !== '' && { artifactType }) };
      // The list of some registries states wrong sizes.
      await listReferrer(ends.to, at, { ...entry, size: manifest.bytes.length });
      copied.push(referrer);
      queue.push(referrer.digest);
    }
  }
  return copied;
}

async function readManifest(session: Session, digest: Digest): Promise<Blob> {
  const manifest = await getManifest(session, digest);
  if (!manifest) throw notFound(session, digest);
  return manifest;
}

async function copyBlob(
  { from, to, limitBytes, chunkBytes }: Ends,
  blob: Descriptor,
): Promise<void> {
  const read = async () => (await readBlob(from, blob, limitBytes)).bytes;
  const sameRegistry = from.endpoint.origin.origin === to.endpoint.origin.origin;
  await uploadBlob(
    to,
    { ...blob, read },
    {
      chunkBytes,
      from: sameRegistry ? from.endpoint.name : undefined,
    },
  );
}
