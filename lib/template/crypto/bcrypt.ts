/* bcrypt as golang.org/x/crypto/bcrypt has it. Blowfish's tables are the digits of pi, computed here. */

const ALPHABET = './ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const BOXES = 4 * 256;

interface Tables {
  readonly p: Int32Array;
  readonly s: Int32Array;
}

let initial: Tables | undefined;

/** The hexadecimal digits of pi behind the point, by Machin's formula: 18 and 1,024 words. */
function tables(): Tables {
  if (!initial) {
    const words = 18 + BOXES;
    const guard = 64n;
    const scale = BigInt(words * 32) + guard;
    const arctan = (x: bigint) => {
      let sum = 0n;
      let power = (1n << scale) / x;
      for (let n = 1n; power !== 0n; n += 2n, power /= -x * x) sum += power / n;
      return sum;
    };
    const pi = 16n * arctan(5n) - 4n * arctan(239n);
    const digits = ((pi - (3n << scale)) >> guard).toString(16).padStart(words * 8, '0');
    const all = Int32Array.from(
      { length: words },
      (_, i) => parseInt(digits.slice(i * 8, i * 8 + 8), 16) | 0,
    );
    initial = { p: all.slice(0, 18), s: all.slice(18) };
  }
  return { p: initial.p.slice(), s: initial.s.slice() };
}

/** Encrypts the two words of `block` in place. */
function encipher({ p, s }: Tables, block: Int32Array): void {
  let left = block[0] as number;
  let right = block[1] as number;
  for (let i = 0; i < 16; i += 2) {
    left ^= p[i] as number;
    right ^= mix(s, left);
    right ^= p[i + 1] as number;
    left ^= mix(s, right);
  }
  block[0] = right ^ (p[17] as number);
  block[1] = left ^ (p[16] as number);
}

function mix(s: Int32Array, x: number): number {
  const sum = ((s[x >>> 24] as number) + (s[256 + ((x >>> 16) & 255)] as number)) | 0;
  return ((sum ^ (s[512 + ((x >>> 8) & 255)] as number)) + (s[768 + (x & 255)] as number)) | 0;
}

/** The words of `bytes` one after another, from the start again at the end. */
function* wordsOf(bytes: Buffer): Generator<number> {
  for (let i = 0; ; i += 4) {
    let word = 0;
    for (let k = 0; k < 4; k++) word = (word << 8) | (bytes[(i + k) % bytes.length] as number);
    yield word;
  }
}

function expandKey(state: Tables, key: Buffer, salt?: Buffer): void {
  const keys = wordsOf(key);
  const salts = salt ? wordsOf(salt) : undefined;
  const next = (words: Generator<number> | undefined) =>
    (words?.next().value as number | undefined) ?? 0;
  for (let i = 0; i < 18; i++) state.p[i] = (state.p[i] as number) ^ next(keys);
  const block = new Int32Array(2);
  for (const part of [state.p, state.s]) {
    for (let i = 0; i < part.length; i += 2) {
      block[0] = (block[0] as number) ^ next(salts);
      block[1] = (block[1] as number) ^ next(salts);
      encipher(state, block);
      part.set(block, i);
    }
  }
}

/**
 * `$2a$10$` with salt and hash.
 *
 * @param password at most 72 bytes.
 * @param salt 16 bytes.
 * @param cost base-2 logarithm of the rounds.
 */
export function bcrypt(password: Buffer, salt: Buffer, cost = 10): string {
  const key = Buffer.concat([password, Buffer.alloc(1)]);
  const state = tables();
  expandKey(state, key, salt);
  for (let i = 0; i < 2 ** cost; i++) {
    expandKey(state, key);
    expandKey(state, salt);
  }
  const text = Buffer.from('OrpheanBeholderScryDoubt');
  const block = new Int32Array(2);
  for (let at = 0; at < text.length; at += 8) {
    block[0] = text.readInt32BE(at);
    block[1] = text.readInt32BE(at + 4);
    for (let i = 0; i < 64; i++) encipher(state, block);
    text.writeInt32BE(block[0], at);
    text.writeInt32BE(block[1], at + 4);
  }
  return `$2a$${String(cost).padStart(2, '0')}$${base64(salt)}${base64(text.subarray(0, 23))}`;
}

/** Base 64 in bcrypt's alphabet, without padding. */
function base64(bytes: Buffer): string {
  const standard = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  return bytes
    .toString('base64')
    .replace(/=+$/, '')
    .replace(/./g, (c) => ALPHABET[standard.indexOf(c)] as string);
}
