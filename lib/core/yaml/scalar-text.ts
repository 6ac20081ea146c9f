import { fitsBlock, literalBlock } from './block-text';
import { doubleQuoted, doubleQuotedLines } from './double-quoted';
import { UNWRITABLE } from './find-unwritable';
import { resemblesOther } from './resembles';

/** What the characters of a string mean for its text, as bits. */
const LINE_FEED = 1;
/** Space, tab, `:` and `#` matter with their neighbours. */
const DEPENDS = 2;
/** Controls, and what only some readers take for a line break, a mark or no character at all. */
const ESCAPE = 4;
const SURROGATE = 8;
const INSIDE = Uint8Array.from({ length: 128 }, (_, code) => {
  if (code === 0x0a) return LINE_FEED;
  if (code === 0x7f || (code < 0x20 && code !== 0x09)) return ESCAPE;
  return '\t :#'.includes(String.fromCharCode(code)) ? DEPENDS : 0;
});

/** What the first character of a line means. */
const INDICATOR = 1;
/** Starts of a word, number or time that is no text, and of `- ` and `? `. */
const AMBIGUOUS = 2;
const START = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if ('\t ,[]{}#&*!|>\'"%@`'.includes(character)) return INDICATOR;
  return 'yYnNtTfFoOeE~=<?+-.0123456789'.includes(character) ? AMBIGUOUS : 0;
});

const UNFIT = /^[?-](?:[ \t]|$)|:[ \t]|[\t ]#|[\t :]$/;

/** Texts of short strings on one line, which are the same at every depth. */
const known = new Map<string, string>();
const KNOWN_LENGTH = 64;
const KNOWN_SIZE = 16_384;

/** The text of a string as a value. `line`: the line feed and indentation of any further line. */
export function textOf(value: string, line: string): string {
  if (value.length > KNOWN_LENGTH) return compose(value, line);
  const found = known.get(value);
  if (found !== undefined) return found;
  const text = compose(value, line);
  if (!value.includes('\n')) remember(value, text);
  return text;
}

/** The text of a key, on one line, without its colon. */
export function keyTextOf(key: string): string {
  if (!key.includes('\n')) return textOf(key, '\n');
  if (charactersOf(key) & SURROGATE) requirePairs(key);
  return doubleQuoted(key);
}

function compose(value: string, line: string): string {
  const characters = charactersOf(value);
  if (characters & SURROGATE) requirePairs(value);
  if (characters & LINE_FEED) {
    if (characters & ESCAPE || !fitsBlock(value)) return doubleQuotedLines(value, line);
    return literalBlock(value, line);
  }
  if (characters & ESCAPE) return doubleQuoted(value);
  return fitsPlain(value, characters) ? value : quoted(value);
}

function charactersOf(text: string): number {
  let found = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    found |= code < 0x80 ? (INSIDE[code] as number) : beyondAscii(code);
  }
  return found;
}

function beyondAscii(code: number): number {
  if (code < 0xa0 || code === 0x2028 || code === 0x2029) return ESCAPE;
  if (code < 0xd800) return 0;
  if (code < 0xe000) return SURROGATE;
  return code >= 0xfffe ? ESCAPE : 0;
}

function requirePairs(text: string): void {
  if (/[\ud800-\udfff]/u.test(text)) throw UNWRITABLE;
}

function fitsPlain(text: string, characters: number): boolean {
  if (text === '') return false;
  const first = text.charCodeAt(0);
  const start = first < 0x80 ? (START[first] as number) : 0;
  if (start === INDICATOR) return false;
  const ambiguous = start === AMBIGUOUS;
  if ((ambiguous || characters & DEPENDS) && UNFIT.test(text)) return false;
  return !ambiguous || !resemblesOther(text);
}

/** `text` on one line between quotes: single ones where only double ones are in it. */
export function quoted(text: string): string {
  return text.includes('"') && !text.includes("'") ? `'${text}'` : doubleQuoted(text);
}

function remember(value: string, text: string): void {
  if (known.size >= KNOWN_SIZE) known.clear();
  known.set(value, text);
}
