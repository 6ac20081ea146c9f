/** Bytes of uncompressed data that are deflated on their own. Part of the format: never changes. */
export const CHUNK_BYTES = 2 * 1024 * 1024;

/** Bytes of the previous chunk that the next may refer to: deflate's whole window. */
const DICTIONARY_BYTES = 32 * 1024;

/** One piece of work for the compressor; the results are concatenated in order. */
export interface Chunk {
  readonly input: Buffer;
  /** The end of the chunk before; absent for the first. */
  readonly dictionary?: Buffer;
  /** Whether the deflate stream ends here; the others end in a sync flush. */
  readonly last: boolean;
}

/** Cuts `data` at fixed places, so that neither threads nor pool sizes show in the result. */
export function planChunks(data: Buffer): Chunk[] {
  const count = Math.max(1, Math.ceil(data.length / CHUNK_BYTES));
  return Array.from({ length: count }, (_, i) => {
    const start = i * CHUNK_BYTES;
    const input = data.subarray(start, start + CHUNK_BYTES);
    const last = i === count - 1;
    if (i === 0) return { input, last };
    return { input, last, dictionary: data.subarray(start - DICTIONARY_BYTES, start) };
  });
}

/**
 * Room for the worst case of `deflate`, flush included. With less, zlib would be called twice for
 * one chunk, and a flush that just fits would be marked twice.
 */
export function deflateBound(sizeBytes: number): number {
  return sizeBytes + Math.ceil(sizeBytes / 64) + 1024;
}
