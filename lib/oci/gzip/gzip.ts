import { createHash } from 'node:crypto';
import type { Digest } from '../digest';
import { crc32 } from './crc32';
import { engineOfThisNode, type Engine } from './engine';
import { planChunks } from './plan';

export interface Gzipped {
  readonly bytes: Buffer;
  /** Of what went in. */
  readonly inputDigest: Digest;
}

/**
 * Canonical gzip: the same bytes on every platform and Node release, whichever engine makes them.
 * Header and trailer are ours (system unknown, no time, no name), the chunks between them fixed.
 *
 * @param inputs cut every `CHUNK_BYTES`.
 */
export function gzipSync(inputs: Iterable<Buffer>, engine: Engine = engineOfThisNode()): Gzipped {
  const sum = new Sum();
  const out: Buffer[] = [];
  for (const chunk of planChunks(inputs)) {
    out.push(engine.deflateSync(chunk));
    sum.add(chunk.input);
  }
  return sum.finish(out);
}

/**
 * The bytes of {@link gzipSync}, made in libuv's thread pool: `inputs` may take their time, the
 * pool works meanwhile.
 */
export async function gzip(
  inputs: Iterable<Buffer>,
  engine: Engine = engineOfThisNode(),
): Promise<Gzipped> {
  const sum = new Sum();
  const out: Promise<Buffer>[] = [];
  for (const chunk of planChunks(inputs)) {
    out.push(engine.deflate(chunk));
    sum.add(chunk.input);
    await out[out.length - AHEAD];
  }
  return sum.finish(await Promise.all(out));
}

/** Chunks in memory at a time. libuv's pool has four threads by default. */
const AHEAD = 8;

/** Magic, deflate, no flags, no time, no extra flags, operating system unknown. */
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);

class Sum {
  readonly #hash = createHash('sha256');
  #crc = 0;
  #sizeBytes = 0;

  add(input: Buffer): void {
    this.#hash.update(input);
    this.#crc = crc32(input, this.#crc);
    this.#sizeBytes += input.length;
  }

  finish(deflated: readonly Buffer[]): Gzipped {
    const trailer = Buffer.alloc(8);
    trailer.writeUInt32LE(this.#crc, 0);
    trailer.writeUInt32LE(this.#sizeBytes % 2 ** 32, 4);
    return {
      bytes: Buffer.concat([HEADER, ...deflated, trailer]),
      inputDigest: `sha256:${this.#hash.digest('hex')}`,
    };
  }
}
