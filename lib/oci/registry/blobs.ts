import type { Blob, Descriptor } from '../descriptor';
import { digestOf } from '../digest';
import { OciError } from '../errors';
import { Download } from './download';
import { place } from './redact';
import type { Ask, Reply, Session } from './session';

/**
 * Reads a blob, following the registry to its storage. Where that breaks off, only the rest is asked
 * for; the digest is checked over the whole.
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
      'name a smaller artifact, or raise the limit',
    );
  }
  const download = new Download();
  const ask: Ask = {
    ...{ method: 'GET', to: `blobs/${digest}`, accept: [200], limitBytes: size, purpose, download },
  };
  let reply = await readOn(session, ask, download, size);
  if (download.resumed && digestOf(reply.body) !== digest) {
    // Its parts do not fit, such as those of two storages: once more in one piece.
    download.restart();
    reply = await session.send(ask);
  }
  const found = digestOf(reply.body);
  if (found === digest) return { mediaType, digest, bytes: reply.body };
  throw new OciError(
    'OCI_DIGEST_MISMATCH',
    `${purpose}: ${place(reply.url)} gives ${reply.body.length} bytes of ${found}`,
    'push the artifact again: the registry, or something before it, changed the bytes',
  );
}

/** How often the registry is asked anew, for a fresh address of its storage or a rest. */
const ROUNDS = 8;

/** Asks until all bytes are there, or nothing more comes. */
async function readOn(
  session: Session,
  ask: Ask,
  download: Download,
  sizeBytes: number,
): Promise<Reply> {
  for (let round = 1; ; round++) {
    const before = download.sizeBytes;
    const goesOn = () => round < ROUNDS && download.sizeBytes > before;
    try {
      const reply = await session.send({ ...ask, accept: [200, 206, 416] });
      if (reply.status === 200) {
        if (reply.body.length >= sizeBytes || !goesOn()) return reply;
      } else if (round < ROUNDS) {
        // The registry knows no such rest.
        download.restart();
      } else {
        return await session.send(ask);
      }
    } catch (error) {
      // The address of the storage may have ended while it broke off.
      if (!goesOn()) throw error;
    }
  }
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
