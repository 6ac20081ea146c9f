import type * as Pako from 'pako';
import { deflateBound, type Chunk } from './plan';

/**
 * Deflates in plain JavaScript, to the bytes of the zlib that official Node builds carry. Five times
 * slower than that, and needed only where Node was built against another zlib.
 */
export function deflateByPako({ input, dictionary, last }: Chunk): Buffer {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded where it is needed only
  const { Deflate } = require('pako') as typeof Pako;
  const out: Uint8Array[] = [];
  const deflate = new Deflate({
    raw: true,
    level: 6,
    memLevel: 8,
    windowBits: 15,
    strategy: 0,
    chunkSize: deflateBound(input.length),
    legacyHash: false,
    ...(dictionary ? { dictionary } : {}),
  });
  deflate.onData = (bytes) => void out.push(bytes);
  deflate.push(input, last ? FINISH : SYNC_FLUSH);
  if (deflate.err !== 0) throw new Error(`pako: ${deflate.msg}`);
  return Buffer.concat(out);
}

const SYNC_FLUSH = 2;
const FINISH = 4;
