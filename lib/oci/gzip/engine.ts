import { deflateByNode, deflateByNodeSync } from './deflate-node';
import { deflateByPako } from './deflate-pako';
import type { Chunk } from './plan';
import { isCanonical } from './probe';

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
