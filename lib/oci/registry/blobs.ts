import type { Blob, Descriptor } from '../descriptor';
import { digestOf } from '../digest';
import { OciError } from '../errors';
import { place } from './redact';
import type { Reply, Session } from './session';

/** Whether the repository has the blob. */
export async function hasBlob(session: Session, { digest, bytes }: Blob): Promise<boolean> {
  const { status, headers } = await session.send({
    method: 'HEAD',
    to: `blobs/${digest}`,
    accept: [200, 404],
    purpose: `looking for a blob of ${nameOf(session)}`,
  });
  const length = headers['content-length'];
  return status === 200 && (length === undefined || Number(length) === bytes.length);
}

/**
 * Uploads a blob in one piece, unless the repository has it, or can take it over from another.
 *
 * @param from a repository of the same registry that may have it.
 * @returns whether bytes were sent.
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#post-then-put
 */
export async function uploadBlob(session: Session, blob: Blob, from?: string): Promise<boolean> {
  if (await hasBlob(session, blob)) return false;
  const purpose = `uploading to ${nameOf(session)}`;
  for (let restarts = 0; ; restarts++) {
    const opened = await open(session, blob, purpose, from);
    if (opened.status === 201) return false;
    const put = await session.send({
      method: 'PUT',
      to: uploadAddress(session, opened, blob, purpose),
      headers: { 'content-type': 'application/octet-stream' },
      body: blob.bytes,
      accept: restarts < 2 ? [201, 204, ...LOST] : [201, 204],
      purpose,
    });
    if (!LOST.includes(put.status)) {
      checkStated(put, blob.digest, purpose);
      return true;
    }
  }
}

/** The registry has lost the upload that it has just opened, or half of it arrived before. */
const LOST: readonly number[] = [404, 416];

async function open(session: Session, blob: Blob, purpose: string, from?: string): Promise<Reply> {
  if (from !== undefined) {
    const query = new URLSearchParams({ mount: blob.digest, from });
    const mount = await session.send({
      method: 'POST',
      to: `blobs/uploads/?${query.toString()}`,
      accept: [201, 202, 401, 403, 404],
      purpose,
    });
    if (mount.status === 201 || mount.status === 202) return mount;
  }
  return session.send({ method: 'POST', to: 'blobs/uploads/', accept: [202], purpose });
}

function uploadAddress(
  session: Session,
  { headers, url }: Reply,
  blob: Blob,
  purpose: string,
): URL {
  const { location } = headers;
  if (location === undefined) {
    throw new OciError(
      'OCI_REGISTRY_NONSENSE',
      `${purpose}: ${url.host} opens an upload without saying where`,
      'check that host and port are those of an OCI registry',
    );
  }
  const address = session.resolve(location, url, purpose);
  address.searchParams.set('digest', blob.digest);
  return address;
}

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
