import type { Blob } from '../descriptor';
import type { Digest } from '../digest';
import { checkStated } from './blobs';
import { sendChunks } from './chunks';
import type { Reply, Session } from './session';
import { uploadAddress } from './upload-address';

/** A blob whose bytes may have to be fetched first. */
export interface BlobSource {
  readonly digest: Digest;
  /** Bytes. */
  readonly size: number;
  readonly read: () => Promise<Buffer>;
}

export interface UploadOptions {
  /** A repository of the same registry that may have it. */
  readonly from?: string | undefined;
  /** Bytes of one request. Default: all in one, and 4 MiB where the registry finds that too long. */
  readonly chunkBytes?: number | undefined;
}

/** GHCR takes no longer ones. */
const CHUNK_BYTES = 4 * 2 ** 20;
/** How often an upload that the registry lost is begun again. */
const RESTARTS = 2;

export function sourceOf({ digest, bytes }: Blob): BlobSource {
  return { digest, size: bytes.length, read: () => Promise.resolve(bytes) };
}

/** Whether the repository has the blob. */
export async function hasBlob(
  session: Session,
  { digest, size }: Omit<BlobSource, 'read'>,
): Promise<boolean> {
  const { status, headers } = await session.send({
    method: 'HEAD',
    to: `blobs/${digest}`,
    accept: [200, 404],
    purpose: `looking for a blob of ${nameOf(session)}`,
  });
  const length = headers['content-length'];
  return status === 200 && (length === undefined || Number(length) === size);
}

/**
 * Uploads a blob, unless the repository has it or can take it over from another: in one piece, which
 * is the fastest, or in chunks where the registry, or something before it, limits requests.
 *
 * @returns whether bytes were sent.
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-blobs
 */
export async function uploadBlob(
  session: Session,
  blob: BlobSource,
  options: UploadOptions = {},
): Promise<boolean> {
  if (await hasBlob(session, blob)) return false;
  const purpose = `uploading to ${nameOf(session)}`;
  let { chunkBytes } = options;
  for (let restarts = 0; ;) {
    const opened = await open(session, blob.digest, purpose, options.from);
    if (opened.status === 201) return false;
    const bytes = await blob.read();
    const last = restarts >= RESTARTS;
    const sent = await send(
      session,
      opened,
      { digest: blob.digest, bytes, chunkBytes, last },
      purpose,
    );
    if (sent.status === 413) chunkBytes = CHUNK_BYTES;
    else if (LOST.includes(sent.status)) restarts++;
    else {
      checkStated(sent, blob.digest, purpose);
      return true;
    }
  }
}

/** The registry has lost the upload that it has just opened, or half of it arrived before. */
const LOST: readonly number[] = [404, 416];

interface Sending {
  readonly digest: Digest;
  readonly bytes: Buffer;
  readonly chunkBytes: number | undefined;
  /** Whether a lost upload is the end. */
  readonly last: boolean;
}

/** Sends all bytes and closes the upload; what the registry answers last. */
async function send(
  session: Session,
  opened: Reply,
  { digest, bytes, chunkBytes, last }: Sending,
  purpose: string,
): Promise<Reply> {
  const lost = last ? [] : LOST;
  const whole = chunkBytes === undefined || bytes.length <= chunkBytes;
  let address = uploadAddress(session, opened, purpose);
  if (!whole) {
    const least = Number(opened.headers['oci-chunk-min-length'] ?? 0);
    const size = Math.max(chunkBytes, least || 0);
    const end = await sendChunks(session, address, { bytes, size, lost }, purpose);
    if (!(end instanceof URL)) return end;
    address = end;
  }
  address.searchParams.set('digest', digest);
  return session.send({
    method: 'PUT',
    to: address,
    headers: { 'content-type': 'application/octet-stream' },
    ...(whole && { body: bytes }),
    accept: [201, 204, ...lost, ...(chunkBytes === undefined ? [413] : [])],
    purpose,
  });
}

async function open(
  session: Session,
  digest: Digest,
  purpose: string,
  from?: string,
): Promise<Reply> {
  if (from !== undefined) {
    const query = new URLSearchParams({ mount: digest, from });
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

function nameOf({ endpoint }: Session): string {
  return `${endpoint.registry}/${endpoint.repository}`;
}
