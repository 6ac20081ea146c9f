/*
 * Go strings are bytes, JavaScript's are UTF-16. A byte that is no part of valid UTF-8 is held as the
 * lone surrogate U+DC00 + byte, so that cutting a character in two and joining it again loses nothing.
 */

const ASCII = /^[\x00-\x7f]*$/;
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

export function isAscii(text: string): boolean {
  return ASCII.test(text);
}

/** Length in bytes of UTF-8. */
export function byteLength(text: string): number {
  if (isAscii(text)) return text.length;
  return LONE.test(text) ? toBytes(text).length : Buffer.byteLength(text);
}

/** The bytes of a Go string. */
export function toBytes(text: string): Buffer {
  if (!LONE.test(text)) return Buffer.from(text, 'utf8');
  const parts: Buffer[] = [];
  for (const rune of text) {
    const code = rune.codePointAt(0) as number;
    const escaped = code >= 0xdc80 && code <= 0xdcff;
    parts.push(escaped ? Buffer.from([code - 0xdc00]) : Buffer.from(rune, 'utf8'));
  }
  return Buffer.concat(parts);
}

/** A Go string of bytes. */
export function fromBytes(bytes: Uint8Array): string {
  return decode(bytes, (byte) => String.fromCharCode(0xdc00 + byte));
}

/** What JSON makes of a Go string: each byte that is not UTF-8 becomes U+FFFD. */
export function toValidText(text: string): string {
  return LONE.test(text) ? decode(toBytes(text), () => '\ufffd') : text;
}

/** `text[start:end]` in bytes. */
export function byteSlice(text: string, start: number, end?: number): string {
  if (isAscii(text)) return text.slice(start, end);
  return fromBytes(toBytes(text).subarray(start, end));
}

/** Orders as Go does: by UTF-8 bytes, which is by code point. */
export function compareBytes(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above all other UTF-16 units. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

function decode(bytes: Uint8Array, invalid: (byte: number) => string): string {
  let text = '';
  for (let i = 0; i < bytes.length;) {
    const size = runeSize(bytes, i);
    if (size === 0) text += invalid(bytes[i++] as number);
    else {
      text += Buffer.from(bytes.buffer, bytes.byteOffset + i, size).toString('utf8');
      i += size;
    }
  }
  return text;
}

/** Bytes of the valid UTF-8 sequence at `i`; 0 where there is none. */
function runeSize(bytes: Uint8Array, i: number): number {
  const at = (k: number) => bytes[i + k] ?? 0;
  const first = at(0);
  const more = (k: number, low = 0x80, high = 0xbf) => at(k) >= low && at(k) <= high;
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first <= 0xdf) return more(1) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    const low = first === 0xe0 ? 0xa0 : 0x80;
    const high = first === 0xed ? 0x9f : 0xbf;
    return more(1, low, high) && more(2) ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const low = first === 0xf0 ? 0x90 : 0x80;
    const high = first === 0xf4 ? 0x8f : 0xbf;
    return more(1, low, high) && more(2) && more(3) ? 4 : 0;
  }
  return 0;
}
