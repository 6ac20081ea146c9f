/** One value of a DER encoding. */
export interface Der {
  /** Class, form and number, as the first byte has them: 0x30 is a sequence. */
  readonly tag: number;
  readonly content: Buffer;
  /** Tag and length included. */
  readonly raw: Buffer;
}

/** Bytes that are no DER, or not of the shape that they should have. */
export class DerProblem extends Error {}

export const SEQUENCE = 0x30;
export const SET = 0x31;
export const INTEGER = 0x02;
export const OCTETS = 0x04;
export const OID = 0x06;

/** @throws {DerProblem} for bytes that are cut off, or whose lengths are not definite. */
export function readAll(bytes: Buffer): Der[] {
  const values: Der[] = [];
  for (let at = 0; at < bytes.length;) {
    const value = readOne(bytes.subarray(at));
    values.push(value);
    at += value.raw.length;
  }
  return values;
}

/** @throws {DerProblem} where the bytes are not one value and nothing else. */
export function readOnly(bytes: Buffer): Der {
  const value = readOne(bytes);
  if (value.raw.length !== bytes.length) throw new DerProblem('trailing data');
  return value;
}

function readOne(bytes: Buffer): Der {
  const tag = bytes[0];
  const first = bytes[1];
  if (tag === undefined || first === undefined) throw new DerProblem('data truncated');
  if ((tag & 0x1f) === 0x1f) throw new DerProblem('tag of more than one byte');
  const size = first & 0x7f;
  if (first === 0x80 || (first > 0x80 && size > 4)) throw new DerProblem('length is not definite');
  const start = first > 0x80 ? 2 + size : 2;
  if (bytes.length < start) throw new DerProblem('data truncated');
  const length = first > 0x80 ? bytes.readUIntBE(2, size) : first;
  if (bytes.length < start + length) throw new DerProblem('data truncated');
  return {
    tag,
    content: bytes.subarray(start, start + length),
    raw: bytes.subarray(0, start + length),
  };
}

/** The values inside a sequence, set or explicit tag. */
export function childrenOf(value: Der | undefined, tag = SEQUENCE): Der[] {
  if (value?.tag !== tag) throw new DerProblem('structure error');
  return readAll(value.content);
}

/** The content of a primitive value. */
export function contentOf(value: Der | undefined, tag: number): Buffer {
  if (value?.tag !== tag) throw new DerProblem('structure error');
  return value.content;
}

export function smallInteger(value: Der | undefined): number {
  const content = contentOf(value, INTEGER);
  if (content.length === 0 || content.length > 6) throw new DerProblem('integer too large');
  return content.readIntBE(0, content.length);
}

/** `1.2.840.113549.1.7.1`. */
export function oidOf(value: Der | undefined): string {
  const numbers: number[] = [];
  let number = 0;
  for (const byte of contentOf(value, OID)) {
    number = number * 128 + (byte & 0x7f);
    if (byte < 0x80) {
      numbers.push(number);
      number = 0;
    }
  }
  const [head = 0, ...rest] = numbers;
  const first = Math.min(Math.floor(head / 40), 2);
  return [first, head - first * 40, ...rest].join('.');
}

export function encode(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const size = Math.ceil(length.toString(16).length / 2);
  const head = Buffer.alloc(2 + size);
  head[0] = tag;
  head[1] = 0x80 | size;
  head.writeUIntBE(length, 2, size);
  return Buffer.concat([head, content]);
}

export const sequence = (...contents: readonly Buffer[]) => encode(SEQUENCE, ...contents);
export const octets = (content: Buffer) => encode(OCTETS, content);
/** `[n] EXPLICIT`. */
export const explicit = (n: number, ...contents: readonly Buffer[]) =>
  encode(0xa0 | n, ...contents);

/** A number that is not negative. */
export function integer(value: number | bigint | Buffer): Buffer {
  const hex = Buffer.isBuffer(value) ? value.toString('hex') : value.toString(16);
  const even = hex.length % 2 === 0 ? hex : `0${hex}`;
  const plain = even.replace(/^(?:00)+(?=..)/, '');
  return encode(INTEGER, Buffer.from(/^[89a-f]/.test(plain) ? `00${plain}` : plain, 'hex'));
}

export function oid(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  const bytes = [first * 40 + second, ...rest].flatMap((number) => {
    const digits = [number & 0x7f];
    for (let left = Math.floor(number / 128); left > 0; left = Math.floor(left / 128)) {
      digits.unshift((left & 0x7f) | 0x80);
    }
    return digits;
  });
  return encode(OID, Buffer.from(bytes));
}
