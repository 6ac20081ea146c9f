import type { Reply, Session } from './session';
import { uploadAddress } from './upload-address';

/** How often one upload is taken up again where the registry stopped listening. */
const RESUMES = 8;

export interface Chunks {
  readonly bytes: Buffer;
  /** Bytes of one request. */
  readonly size: number;
  /** Statuses of an upload that is lost, to be given back. */
  readonly lost: readonly number[];
}

/**
 * Sends bytes in several requests. Where the registry has other bytes than we think, since an answer
 * got lost on its way, it is asked, and the upload goes on from there.
 *
 * @returns where the upload is to be closed, or the answer of a registry that lost it.
 * @see https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-a-blob-in-chunks
 */
export async function sendChunks(
  session: Session,
  address: URL,
  { bytes, size, lost }: Chunks,
  purpose: string,
): Promise<URL | Reply> {
  let to = address;
  let resumes = 0;
  for (let start = 0; start < bytes.length;) {
    const end = Math.min(start + size, bytes.length);
    const reply = await session.send({
      method: 'PATCH',
      to,
      headers: {
        'content-type': 'application/octet-stream',
        'content-range': `${start}-${end - 1}`,
      },
      body: bytes.subarray(start, end),
      accept: resumes < RESUMES ? [202, 204, 416, ...lost] : [202, 204, ...lost],
      purpose,
    });
    if (reply.status === 416 && resumes++ < RESUMES) {
      const state = await session.send({ method: 'GET', to, accept: [204, 202, ...lost], purpose });
      if (state.status !== 204 && state.status !== 202) return state;
      to = state.headers.location === undefined ? to : uploadAddress(session, state, purpose);
      start = arrived(state) ?? 0;
    } else if (reply.status >= 400) {
      return reply;
    } else {
      to = uploadAddress(session, reply, purpose);
      // Some registries state a range that never grows.
      const kept = arrived(reply) ?? end;
      start = kept > start ? kept : end;
    }
  }
  return to;
}

/** Bytes that the registry has by now: `Range: 0-1023` is 1024, and `0-0` is what it says of none. */
function arrived({ headers }: Reply): number | undefined {
  const [, last] = /^(?:bytes=)?0-(\d+)$/.exec([headers['range'] ?? []].flat().join()) ?? [];
  if (last === undefined) return undefined;
  return last === '0' ? 0 : Number(last) + 1;
}
