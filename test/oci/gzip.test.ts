import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { Deflate } from 'pako';
import { gunzip } from '../../lib/oci/gzip/gunzip';
import { crc32, crc32ByTable } from '../../lib/oci/gzip/crc32';
import { nodeEngine, pakoEngine, type Engine } from '../../lib/oci/gzip/engine';
import * as canonical from '../../lib/oci/gzip/gzip';
import { CHUNK_BYTES, planChunks, type Chunk } from '../../lib/oci/gzip/plan';
import { isCanonical } from '../../lib/oci/gzip/probe';
import { digestOf } from '../../lib/oci';

describe('canonical gzip', () => {
  test('has a header that tells nothing of time and machine', () => {
    expect(gzipSync(Buffer.from('x')).subarray(0, 10).toString('hex')).toBe('1f8b08000000000000ff');
  });

  test('gives the bytes that it always gave', () => {
    expect(digestOf(gzipSync(sample(3 * CHUNK_BYTES + 17, 7)))).toBe(
      'sha256:7033e529baff53299144d050eb9df429936f2e5f2a8f3f4a68f9b515c19b5aa2',
    );
  });

  const boundaries = [0, 1, 32_768, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES];

  test.each(boundaries)(
    'of %d bytes is the same from both engines, at once and later',
    async (size) => {
      const data = sample(size, size);
      const expected = gzipSync(data, nodeEngine);
      expect(digestOf(gzipSync(data, pakoEngine))).toBe(digestOf(expected));
      expect(digestOf(await gzip(data, nodeEngine))).toBe(digestOf(expected));
      expect(digestOf(await gzip(data, pakoEngine))).toBe(digestOf(expected));
      expect(gunzipSync(expected).equals(data)).toBe(true);
    },
  );

  test('is the same from both engines for any chunk', () => {
    fc.assert(
      fc.property(chunks(), (chunk) => {
        expect(pakoEngine.deflateSync(chunk).equals(nodeEngine.deflateSync(chunk))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test('goes on with its input while the pool compresses', async () => {
    const order: string[] = [];
    const engine: Engine = {
      ...nodeEngine,
      deflate: (chunk) => {
        order.push(`deflate ${chunk.input.length}`);
        return nodeEngine.deflate(chunk);
      },
    };
    const inputs = function* () {
      for (const size of [3, 2, 1]) {
        order.push(`input ${size}`);
        yield Buffer.alloc(size);
      }
    };
    await canonical.gzip(inputs(), engine);
    expect(order).toEqual(['input 3', 'input 2', 'deflate 3', 'input 1', 'deflate 2', 'deflate 1']);
  });

  test('cuts at fixed places, each chunk knowing the end of the one before', () => {
    const data = sample(2 * CHUNK_BYTES + 5, 3);
    const [first, second, third, ...rest] = planChunks(cut(data));
    expect(rest).toEqual([]);
    expect([first, second, third].map((c) => c?.input.length)).toEqual([
      CHUNK_BYTES,
      CHUNK_BYTES,
      5,
    ]);
    expect([first, second, third].map((c) => c?.last)).toEqual([false, false, true]);
    expect(first?.dictionary).toBeUndefined();
    expect(
      third?.dictionary?.equals(data.subarray(2 * CHUNK_BYTES - 32_768, 2 * CHUNK_BYTES)),
    ).toBe(true);
  });
});

describe('the probe', () => {
  test('takes zlib as official Node builds carry it', () => {
    expect(isCanonical(nodeEngine.deflateSync)).toBe(true);
  });

  test('takes the fallback', () => {
    expect(isCanonical(pakoEngine.deflateSync)).toBe(true);
  });

  test('refuses zlib as distributions build it', () => {
    expect(isCanonical(byPlainZlib)).toBe(false);
  });
});

describe('crc32', () => {
  test('is that of the standard check', () => {
    expect(crc32(Buffer.from('123456789'))).toBe(0xcbf43926);
    expect(crc32ByTable(Buffer.from('123456789'))).toBe(0xcbf43926);
  });

  test('is the same with and without help', () => {
    const part = fc.uint8Array();
    fc.assert(
      fc.property(part, part, (a, b) => {
        const whole = crc32(Buffer.concat([a, b]));
        return crc32(b, crc32(a)) === whole && crc32ByTable(b, crc32ByTable(a)) === whole;
      }),
    );
  });
});

describe('gunzip', () => {
  test('refuses more than its limit', () => {
    const bomb = gzipSync(Buffer.alloc(1_000_000));
    expect(() => gunzip(bomb, 999_999, 'bomb')).toThrow(
      expect.objectContaining({
        code: 'OCI_LIMIT_EXCEEDED',
        message: 'bomb unpacks to more than 999999 bytes',
      }),
    );
    expect(gunzip(bomb, 1_000_000, 'bomb')).toHaveLength(1_000_000);
  });

  test.each([
    ['what is no gzip', Buffer.from('<html>')],
    ['a truncated stream', gzipSync(Buffer.from('hello hello')).subarray(0, 20)],
    ['a wrong checksum', flip(gzipSync(Buffer.from('hello')))],
  ])('refuses %s', (_, bytes) => {
    expect(() => gunzip(bytes, 100, 'it')).toThrow(
      expect.objectContaining({ code: 'OCI_CONTENT_INVALID' }),
    );
  });
});

/** zlib without Node's patches, as Debian and Alpine link it; pako can play it. */
function byPlainZlib({ input, dictionary, last }: Chunk): Buffer {
  const out: Uint8Array[] = [];
  const options = { raw: true, level: 6, memLevel: 8, legacyHash: true };
  const deflate = new Deflate({ ...options, ...(dictionary ? { dictionary } : {}) });
  deflate.onData = (bytes) => void out.push(bytes);
  deflate.push(input, last ? 4 : 2);
  return Buffer.concat(out);
}

/** Text-like bytes with repeats and noise, the same for the same seed. */
function sample(size: number, seed: number): Buffer {
  const data = Buffer.alloc(size);
  let state = seed + 1;
  for (let at = 0; at < size;) {
    state = (state * 48_271) % 2_147_483_647;
    if (state % 5 === 0) data[at++] = state >> 8;
    else at += data.write(`name: item-${state % 300}\n`, at) || 1;
  }
  return data;
}

function chunks(): fc.Arbitrary<Chunk> {
  const data = fc.tuple(fc.nat(60_000), fc.nat()).map(([size, seed]) => sample(size, seed));
  const noise = fc.uint8Array({ maxLength: 3000 }).map((bytes) => Buffer.from(bytes));
  const dictionary = fc.option(
    fc.nat().map((seed) => sample(32_768, seed)),
    { nil: undefined },
  );
  return fc.record({ input: fc.oneof(data, noise), dictionary, last: fc.boolean() });
}

function flip(bytes: Buffer): Buffer {
  const at = bytes.length - 6;
  bytes[at] = (bytes[at] as number) ^ 1;
  return bytes;
}

function cut(data: Buffer): Buffer[] {
  const count = Math.ceil(data.length / CHUNK_BYTES);
  return Array.from({ length: count }, (_, i) =>
    data.subarray(i * CHUNK_BYTES, (i + 1) * CHUNK_BYTES),
  );
}

function gzipSync(data: Buffer, engine?: Engine): Buffer {
  const { bytes, inputDigest } = canonical.gzipSync(cut(data), engine);
  expect(inputDigest).toBe(digestOf(data));
  return bytes;
}

async function gzip(data: Buffer, engine: Engine): Promise<Buffer> {
  return (await canonical.gzip(cut(data), engine)).bytes;
}
