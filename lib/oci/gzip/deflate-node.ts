import { constants, deflateRaw, deflateRawSync, type ZlibOptions } from 'node:zlib';
import { deflateBound, type Chunk } from './plan';

/** Deflates by Node's own zlib. */
export function deflateByNodeSync(chunk: Chunk): Buffer {
  return deflateRawSync(chunk.input, optionsFor(chunk));
}

/** The same bytes, in libuv's thread pool. */
export function deflateByNode(chunk: Chunk): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    deflateRaw(chunk.input, optionsFor(chunk), (error, bytes) => {
      if (error) reject(error);
      else resolve(bytes);
    });
  });
}

function optionsFor({ input, dictionary, last }: Chunk): ZlibOptions {
  return {
    level: 6,
    memLevel: 8,
    windowBits: 15,
    strategy: constants.Z_DEFAULT_STRATEGY,
    chunkSize: deflateBound(input.length),
    finishFlush: last ? constants.Z_FINISH : constants.Z_SYNC_FLUSH,
    ...(dictionary ? { dictionary } : {}),
  };
}
