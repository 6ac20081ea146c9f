import { digestOf } from '../digest';
import type { Chunk } from './plan';

/**
 * Whether a compressor gives the canonical bytes. Decided by what it makes of a fixed sample, since
 * version strings do not tell: distributions, Deno and Bun carry other zlibs under like names.
 */
export function isCanonical(deflate: (chunk: Chunk) => Buffer): boolean {
  const sample = makeSample();
  const half = sample.length / 2;
  const first = deflate({ input: sample.subarray(0, half), last: false });
  const second = deflate({
    input: sample.subarray(half),
    dictionary: sample.subarray(half - 32_768, half),
    last: true,
  });
  return digestOf(first, second) === EXPECTED;
}

const EXPECTED = 'sha256:71000062cccf3d1725fd6aeb8d960021009a2f7d83a691340e8a257a3a0c814e';

/** 192 KiB of what archives hold: YAML that repeats, noise, and long runs. */
function makeSample(): Buffer {
  const sample = Buffer.alloc(192 * 1024);
  let state = 0x2545f491;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  for (let at = 0; at < sample.length;) {
    const kind = next() % 16;
    if (kind < 13) {
      at += sample.write(`  name: service-${next() % 512}\n  replicas: ${next() % 9}\n`, at);
    } else if (kind < 15) {
      for (let n = next() % 48; n >= 0 && at < sample.length; n--) sample[at++] = next();
    } else {
      const end = Math.min(sample.length, at + (next() % 700));
      sample.fill(next() % 2 ? 0 : 0x20, at, end);
      at = end;
    }
  }
  return sample;
}
