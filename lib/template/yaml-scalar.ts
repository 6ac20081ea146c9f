import { isAscii } from './bytes';
import { needsQuotes } from './yaml-resolve';

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal';

/** What libyaml may write a text as. */
interface Analysis {
  readonly multiline: boolean;
  readonly plain: boolean;
  readonly single: boolean;
  readonly literal: boolean;
}

const BREAK = /[\r\n\u0085\u2028\u2029]/;
const UNPRINTABLE = /[^\n\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/u;

export function isMultiline(text: string): boolean {
  return BREAK.test(text);
}

/** The style that go-yaml v2 chooses, in a block, for a text as a value or as a key. */
export function styleOf(text: string, key: boolean): ScalarStyle {
  const { multiline, plain, single, literal } = analyse(text);
  const wanted = text.includes('\n') ? 'literal' : needsQuotes(text) ? 'double' : 'plain';
  if (wanted === 'double' || (key && multiline)) return 'double';
  if (wanted === 'literal') return literal && !key ? 'literal' : 'double';
  if (plain && !(key && text === '')) return 'plain';
  return single ? 'single' : 'double';
}

function analyse(text: string): Analysis {
  const multiline = isMultiline(text);
  if (text === '') return { multiline, plain: true, single: true, literal: false };
  const special =
    UNPRINTABLE.test(text) || / [\r\n\u0085\u2028\u2029]/.test(text) || !wellFormed(text);
  const breakSpace = /[\r\n\u0085\u2028\u2029] /.test(text);
  const edges = /^[ \r\n\u0085\u2028\u2029]|[ \r\n\u0085\u2028\u2029]$/.test(text);
  return {
    multiline,
    plain: !special && !breakSpace && !edges && !multiline && !hasIndicators(text),
    single: !special && !breakSpace,
    literal: !special && !text.endsWith(' '),
  };
}

function wellFormed(text: string): boolean {
  return isAscii(text) || !/[\ud800-\udfff]/.test(text);
}

/** Characters that mean something else at that place in a block. */
function hasIndicators(text: string): boolean {
  if (/^(?:---|\.\.\.)/.test(text) || /^[#,[\]{}&*!|>'"%@`]/.test(text)) return true;
  const blank = '[ \\t\\r\\n\\u0085\\u2028\\u2029]';
  return new RegExp(`^[-?](?:${blank}|$)|:(?:${blank}|$)|(?:^|${blank}|\\0)#`).test(text);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\0': '0',
  '\x07': 'a',
  '\b': 'b',
  '\t': 't',
  '\n': 'n',
  '\v': 'v',
  '\f': 'f',
  '\r': 'r',
  '\x1b': 'e',
  '"': '"',
  '\\': '\\',
  '\u0085': 'N',
  '\u00a0': '_',
  '\u2028': 'L',
  '\u2029': 'P',
};

/** A character as a double-quoted scalar has it. */
export function escapeDouble(rune: string, first: boolean): string {
  const bom = first && rune === '\ufeff';
  const plain = !UNPRINTABLE.test(rune) && !BREAK.test(rune) && rune.length === 1;
  if (plain && !bom && rune !== '"' && rune !== '\\') return rune;
  const short = ESCAPES[rune];
  if (short !== undefined) return `\\${short}`;
  const code = rune.codePointAt(0) as number;
  const hex = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}
