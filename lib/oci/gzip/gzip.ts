import { crc32 } from './crc32';
import { deflateByNode, deflateByNodeSync } from './deflate-node';
import { deflateByPako } from './deflate-pako';
import { planChunks, type Chunk } from './plan';
import { isCanonical } from './probe';

/**
 * Canonical gzip: the same bytes on every platform and Node release, whichever engine makes them.
 * Header and trailer are ours (system unknown, no time, no name), the chunks between them fixed.
 */
export function gzipSync(data: Buffer, engine: Engine = engineOfThisNode()): Buffer {
  return assemble(planChunks(data).map(engine.deflateSync), data);
}

/** The bytes of {@link gzipSync}, made in libuv's thread pool. `meanwhile` runs beside it. */
export async function gzip(
  data: Buffer,
  meanwhile: () => void = () => undefined,
  engine: Engine = engineOfThisNode(),
): Promise<Buffer> {
  const queue = planChunks(data).map((chunk, index) => ({ chunk, index }));
  const out: Buffer[] = [];
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      out[next.index] = await engine.deflate(next.chunk);
    }
  };
  const workers = Array.from({ length: WORKERS }, work);
  meanwhile();
  await Promise.all(workers);
  return assemble(out, data);
}

/** A way to deflate one chunk, at once and in the background. */
export interface Engine {
  readonly deflateSync: (chunk: Chunk) => Buffer;
  readonly deflate: (chunk: Chunk) => Promise<Buffer>;
}

export const nodeEngine: Engine = { deflateSync: deflateByNodeSync, deflate: deflateByNode };

export const pakoEngine: Engine = {
  deflateSync: deflateByPako,
  deflate: (chunk) => Promise.resolve(deflateByPako(chunk)),
};

/** Node's zlib where it gives the canonical bytes, else pako. Asked once. */
export function engineOfThisNode(): Engine {
  chosen ??= isCanonical(deflateByNodeSync) ? nodeEngine : pakoEngine;
  return chosen;
}

let chosen: Engine | undefined;

/** As many as libuv's pool has by default. More would only hold memory. */
const WORKERS = 4;

/** Magic, deflate, no flags, no time, no extra flags, operating system unknown. */
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);

function assemble(chunks: readonly Buffer[], data: Buffer): Buffer {
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc32(data), 0);
  trailer.writeUInt32LE(data.length % 2 ** 32, 4);
  return Buffer.concat([HEADER, ...chunks, trailer]);
}
