import { createHash } from 'node:crypto';
import { digestOf } from '../digest';
import type { Chunk } from './plan';

/**
 * Whether a compressor gives the canonical bytes. Decided by what it makes of a fixed sample, since
 * version strings do not tell: distributions, Deno and Bun carry other zlibs under like names.
 */
export function isCanonical(deflate: (chunk: Chunk) => Buffer): boolean {
  const sample = makeSample();
  const first = deflate({ input: sample.subarray(0, FIRST_BYTES), last: false });
  const second = deflate({
    input: sample.subarray(FIRST_BYTES),
    dictionary: sample.subarray(FIRST_BYTES - 32_768, FIRST_BYTES),
    last: true,
  });
  return digestOf(first, second) === EXPECTED;
}

const EXPECTED = 'sha256:64b9b48844fdd22269762f3b83953bba7a0939d63e33a7eb67a8222e259949ec';

/** Beyond twice the window of deflate, which slides then; the rest goes by a dictionary. */
const FIRST_BYTES = 80 * 1024;
const SAMPLE_BYTES = 96 * 1024;

/** Pieces of what archives hold: YAML that repeats, noise, and long runs. */
function makeSample(): Buffer {
  const yaml = numbers(400).map((n) => `  name: service-${n * n}\n  replicas: ${n % 7}\n`);
  const noise = numbers(64).map((n) => createHash('sha512').update(`${n}`).digest('binary'));
  const texts = [yaml.join(''), noise.join(''), '\0'.repeat(700)] as const;
  const parts: string[] = [];
  let state = 0x2545f491;
  for (let length = 0; length < SAMPLE_BYTES;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const kind = state >>> 28;
    const text = texts[kind < 13 ? 0 : kind < 15 ? 1 : 2];
    const start = (state >>> 8) % text.length;
    const part = text.slice(start, start + ((state >>> 18) % 300));
    parts.push(part);
    length += part.length;
  }
  return Buffer.from(parts.join(''), 'latin1').subarray(0, SAMPLE_BYTES);
}

const numbers = (count: number) => [...Array(count).keys()];
