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

/**
 * Makes work of data that was cut every {@link CHUNK_BYTES}, so that neither threads nor pool sizes
 * show in the result. Each chunk is given out when the next one is known.
 */
export function* planChunks(inputs: Iterable<Buffer>): Generator<Chunk> {
  let before: Buffer | undefined;
  let input: Buffer | undefined;
  for (const next of inputs) {
    if (input) yield { input, last: false, ...dictionaryOf(before) };
    [before, input] = [input, next];
  }
  yield { input: input ?? Buffer.alloc(0), last: true, ...dictionaryOf(before) };
}

function dictionaryOf(before: Buffer | undefined): Pick<Chunk, 'dictionary'> {
  return before ? { dictionary: before.subarray(-DICTIONARY_BYTES) } : {};
}

/**
 * Room for the worst case of `deflate`, flush included. With less, zlib would be called twice for
 * one chunk, and a flush that just fits would be marked twice.
 */
export function deflateBound(sizeBytes: number): number {
  return sizeBytes + Math.ceil(sizeBytes / 64) + 1024;
}
