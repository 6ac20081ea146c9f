import { fromBytes, toBytes } from './bytes';

const ESCAPES: Readonly<Record<string, string>> = {
  '\x07': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};
const UNESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};
const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

export interface QuoteOptions {
  /** `"` (default) or `'`. */
  readonly quote?: '"' | "'";
  /** Escape everything beyond ASCII, as `%+q` does. */
  readonly ascii?: boolean;
}

/** A Go string literal of `text`, as `%q` and strconv.Quote write it. */
export function quote(
  text: string,
  { quote: mark = '"', ascii = false }: QuoteOptions = {},
): string {
  let out = mark as string;
  for (const rune of text) out += escapeRune(rune, mark, ascii);
  return out + mark;
}

/** Whether Go prints the character as it is. */
export function isPrintable(rune: string): boolean {
  return PRINTABLE.test(rune);
}

function escapeRune(rune: string, mark: string, ascii: boolean): string {
  const code = rune.codePointAt(0) as number;
  if (rune === mark || rune === '\\') return `\\${rune}`;
  if (code < 0x80 ? code >= 0x20 && code !== 0x7f : !ascii && PRINTABLE.test(rune)) return rune;
  const short = ESCAPES[rune];
  if (short !== undefined) return short;
  if (code >= 0xdc80 && code <= 0xdcff) return `\\x${hex(code - 0xdc00, 2)}`;
  if (code < 0x20 || code === 0x7f) return `\\x${hex(code, 2)}`;
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

function hex(code: number, width: number): string {
  return code.toString(16).padStart(width, '0');
}

/** The text of a Go string or raw string literal, its quotes included; `undefined` if it is invalid. */
export function unquote(literal: string): string | undefined {
  const mark = literal[0];
  const inner = literal.slice(1, -1);
  if (mark === '`') return inner.replaceAll('\r', '');
  if (!inner.includes('\\')) return inner.includes('\n') ? undefined : inner;
  const parts: Buffer[] = [];
  for (let rest = inner; rest !== '';) {
    const next = unquoteRune(rest, mark as string);
    if (!next) return undefined;
    parts.push(next.bytes);
    rest = next.rest;
  }
  return fromBytes(Buffer.concat(parts));
}

export interface UnquotedRune {
  readonly code: number;
  readonly bytes: Buffer;
  readonly rest: string;
}

/** Reads one character or escape of a literal quoted by `mark`. */
export function unquoteRune(text: string, mark: string): UnquotedRune | undefined {
  const code = text.codePointAt(0);
  if (code === undefined || text[0] === mark) return undefined;
  const rune = String.fromCodePoint(code);
  if (rune !== '\\') return { code, bytes: toBytes(rune), rest: text.slice(rune.length) };
  const short = UNESCAPES[text[1] ?? ''] ?? (text[1] === mark ? mark : undefined);
  if (short !== undefined) {
    return { code: short.charCodeAt(0), bytes: Buffer.from(short), rest: text.slice(2) };
  }
  const octal = /^\\([0-7]{3})/.exec(text);
  const byte = octal ?? /^\\x([0-9a-fA-F]{2})/.exec(text);
  if (byte) {
    const value = parseInt(byte[1] as string, octal ? 8 : 16);
    if (value > 255) return undefined;
    return { code: value, bytes: Buffer.from([value]), rest: text.slice(byte[0].length) };
  }
  const unicode = /^\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/.exec(text);
  const point = parseInt(unicode?.[1] ?? unicode?.[2] ?? '', 16);
  if (!unicode || !(point <= 0x10ffff) || (point >= 0xd800 && point < 0xe000)) return undefined;
  const bytes = Buffer.from(String.fromCodePoint(point));
  return { code: point, bytes, rest: text.slice(unicode[0].length) };
}
