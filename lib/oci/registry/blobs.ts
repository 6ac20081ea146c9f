import type { Blob, Descriptor } from '../descriptor';
import { digestOf } from '../digest';
import { OciError } from '../errors';
import { place } from './redact';
import type { Reply, Session } from './session';

/**
 * Reads a blob, following the registry to its storage.
 *
 * @throws {OciError} `OCI_DIGEST_MISMATCH` when the bytes are not those of the descriptor,
 *   `OCI_LIMIT_EXCEEDED` when they would be more than `limitBytes`.
 */
export async function readBlob(
  session: Session,
  { mediaType, digest, size }: Descriptor,
  limitBytes: number,
): Promise<Blob> {
  const purpose = `reading blob ${digest} of ${nameOf(session)}`;
  if (size > limitBytes) {
    throw new OciError(
      'OCI_LIMIT_EXCEEDED',
      `${purpose}: it has ${size} bytes, over the limit of ${limitBytes}`,
      'name a smaller artifact',
    );
  }
  const to = `blobs/${digest}`;
  const reply = await session.send({ method: 'GET', to, accept: [200], limitBytes: size, purpose });
  const found = digestOf(reply.body);
  if (found === digest) return { mediaType, digest, bytes: reply.body };
  throw new OciError(
    'OCI_DIGEST_MISMATCH',
    `${purpose}: ${place(reply.url)} gives ${reply.body.length} bytes of ${found}`,
    'push the artifact again: the registry, or something before it, changed the bytes',
  );
}

/** @throws {OciError} when the registry says that it stored something else. */
export function checkStated({ headers, url }: Reply, digest: string, purpose: string): void {
  const stated = headers['docker-content-digest'];
  if (stated === undefined || stated === digest) return;
  throw new OciError(
    'OCI_DIGEST_MISMATCH',
    `${purpose}: ${url.host} states digest ${String(stated)} for the bytes of ${digest}`,
    'ask who runs the registry: it, or something before it, changes what is pushed',
  );
}

function nameOf({ endpoint }: Session): string {
  return `${endpoint.registry}/${endpoint.repository}`;
}
