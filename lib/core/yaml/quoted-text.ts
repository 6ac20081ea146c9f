/** Escapes of one character, as go-yaml v2 knows them. */
const ESCAPES: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  '\t': '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  ' ': ' ',
  '"': '"',
  "'": "'",
  '\\': '\\',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};
const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };
const LINE_BREAKS = /[ \t]*\n(?:[ \t]*\n)*[ \t]*/g;

/** An escape that go-yaml refuses. */
export class EscapeProblem {
  constructor(
    readonly message: string,
    /** From the start of the content between the quotes. */
    readonly offset: number,
  ) {}
}

/** What stands between single quotes. */
export function singleQuotedValue(content: string): string {
  const unbroken = content.includes('\n') ? content.replace(LINE_BREAKS, folded) : content;
  return unbroken.replaceAll("''", "'");
}

/**
 * What stands between double quotes.
 *
 * @param json whether `\/` and escaped surrogate pairs count, which JSON and YAML 1.2 know and
 *   go-yaml does not.
 * @throws {EscapeProblem}
 */
export function doubleQuotedValue(content: string, json: boolean): string {
  let value = '';
  let at = 0;
  // Blanks before a line break are dropped, escaped ones excepted.
  const parts = /\\|[ \t]*\n(?:[ \t]*\n)*[ \t]*/g;
  for (let part = parts.exec(content); part; part = parts.exec(content)) {
    value += content.slice(at, part.index);
    if (part[0] === '\\') {
      const escape = readEscape(content, part.index, json);
      value += escape.value;
      at = escape.end;
    } else {
      value += folded(part[0]);
      at = part.index + part[0].length;
    }
    parts.lastIndex = at;
  }
  return value + content.slice(at);
}

/** One line break is a space, more are one less. */
function folded(breaks: string): string {
  const count = breaks.split('\n').length - 1;
  return count === 1 ? ' ' : '\n'.repeat(count - 1);
}

function readEscape(
  content: string,
  at: number,
  json: boolean,
): { readonly value: string; readonly end: number } {
  const character = content[at + 1] ?? '';
  const simple = ESCAPES[character];
  if (simple !== undefined) return { value: simple, end: at + 2 };
  const digits = HEX_DIGITS[character];
  if (digits !== undefined) return readCode(content, at, digits, json);
  if (character === '\n') {
    const [blanks = ''] = /^[ \t]*(?:\n[ \t]*)*/.exec(content.slice(at + 2)) ?? [];
    return { value: '\n'.repeat(blanks.split('\n').length - 1), end: at + 2 + blanks.length };
  }
  if (character === '/' && json) return { value: '/', end: at + 2 };
  throw new EscapeProblem(`'\\${character}' is no escape to go-yaml`, at);
}

function readCode(content: string, at: number, digits: number, json: boolean) {
  const end = at + 2 + digits;
  const hex = content.slice(at + 2, end);
  const code = /^[0-9a-fA-F]+$/.test(hex) && hex.length === digits ? parseInt(hex, 16) : Infinity;
  if (code <= 0x10ffff && (code < 0xd800 || code > 0xdfff))
    return { value: String.fromCodePoint(code), end };
  const pair = /^\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}/.exec(
    content.slice(at),
  );
  if (json && pair) return { value: JSON.parse(`"${pair[0]}"`) as string, end: at + 12 };
  throw new EscapeProblem(`'${content.slice(at, end)}' is no character to go-yaml`, at);
}
