import { blobOf, type Blob } from '../descriptor';
import { digestOf, isDigest, type Digest } from '../digest';
import { OciError } from '../errors';
import { parseJson } from '../image-manifest';
import { DOCKER_INDEX, DOCKER_MANIFEST, IMAGE_INDEX, IMAGE_MANIFEST } from '../media-types';
import { formatReference } from '../reference';
import { checkStated } from './blobs';
import { MANIFEST_LIMIT_BYTES } from './options';
import { place, plain } from './redact';
import type { Reply, Session } from './session';

const ACCEPT = [IMAGE_MANIFEST, IMAGE_INDEX, DOCKER_MANIFEST, DOCKER_INDEX].join(', ');

/** The digest that a tag or digest stands for; `undefined` where there is none. */
export async function headManifest(
  session: Session,
  identifier: string,
): Promise<Digest | undefined> {
  const reply = await session.send({
    method: 'HEAD',
    to: `manifests/${identifier}`,
    headers: { accept: ACCEPT },
    accept: [200, 404],
    purpose: `looking for ${nameOf(session, identifier)}`,
  });
  if (reply.status === 404) return undefined;
  const stated = reply.headers['docker-content-digest'];
  if (isDigest(stated)) return stated;
  // Old registries leave the header out.
  return (await getManifest(session, identifier))?.digest;
}

/**
 * A manifest, its bytes checked against the digest asked for and the one that the registry states.
 *
 * @returns `undefined` where there is none.
 * @throws {OciError} `OCI_REGISTRY_NONSENSE` for what is no JSON, `OCI_DIGEST_MISMATCH`.
 */
export async function getManifest(session: Session, identifier: string): Promise<Blob | undefined> {
  const purpose = `reading ${nameOf(session, identifier)}`;
  const reply = await session.send({
    method: 'GET',
    to: `manifests/${identifier}`,
    headers: { accept: ACCEPT },
    limitBytes: MANIFEST_LIMIT_BYTES,
    accept: [200, 404],
    purpose,
  });
  if (reply.status === 404) return undefined;
  const mediaType = mediaTypeOf(reply, purpose);
  const digest = digestOf(reply.body);
  checkStated(reply, digest, purpose);
  if (!isDigest(identifier) || identifier === digest) return blobOf(mediaType, reply.body);
  throw new OciError(
    'OCI_DIGEST_MISMATCH',
    `${purpose}: ${place(reply.url)} gives the bytes of ${digest}`,
    'push the artifact again: the registry, or something before it, changed the bytes',
  );
}

/** Stores a manifest under a tag or its digest; every blob of it must be there. */
export async function putManifest(
  session: Session,
  identifier: string,
  manifest: Blob,
): Promise<void> {
  const purpose = `writing ${nameOf(session, identifier)}`;
  const reply = await session.send({
    method: 'PUT',
    to: `manifests/${identifier}`,
    headers: { 'content-type': manifest.mediaType },
    body: manifest.bytes,
    accept: [201],
    purpose,
  });
  checkStated(reply, manifest.digest, purpose);
}

/** The error for a tag or digest that does not exist. */
export function notFound(session: Session, identifier: string): OciError {
  const { registry, repository } = session.endpoint;
  return new OciError(
    'OCI_NOT_FOUND',
    `${registry} has no ${isDigest(identifier) ? 'manifest' : 'tag'} '${identifier}' in ${repository}`,
    'check the name, or push it first',
  );
}

function mediaTypeOf({ headers, body, url }: Reply, purpose: string): string {
  const stated = (headers['content-type'] ?? '').split(';')[0] ?? '';
  try {
    const { mediaType } = parseJson(body, 'it');
    return typeof mediaType === 'string' ? mediaType : stated || IMAGE_MANIFEST;
  } catch (cause) {
    throw new OciError(
      'OCI_REGISTRY_NONSENSE',
      `${purpose}: ${url.host} answers with ${plain(stated) || 'something'} that is no manifest`,
      'check that host and port are those of an OCI registry',
      { cause },
    );
  }
}

function nameOf({ endpoint }: Session, identifier: string): string {
  return formatReference({ ...endpoint, identifier });
}
