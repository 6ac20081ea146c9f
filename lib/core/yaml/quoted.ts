import { isUnreadable, UNUSUAL, type Cursor } from './cursor';
import { doubleQuotedValue, EscapeProblem, singleQuotedValue } from './quoted-text';

const DOUBLE = 0x22;
const SINGLE = 0x27;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const LF = 0x0a;
const TAB = 0x09;

/** Whether a scalar between quotes starts with this character. */
export function isQuote(code: number): boolean {
  return code === DOUBLE || code === SINGLE;
}

/** A scalar between quotes, from the first to behind the last. */
export function readQuoted(cursor: Cursor): string {
  const { text, end } = cursor;
  const quote = text.charCodeAt(cursor.pos);
  const start = cursor.pos + 1;
  let pos = start;
  let simple = true;
  for (;;) {
    const code = text.charCodeAt(pos);
    if (code === quote) {
      if (quote === DOUBLE || text.charCodeAt(pos + 1) !== SINGLE) break;
      simple = false;
      pos += 1;
    } else if (code === BACKSLASH && quote === DOUBLE) {
      simple = false;
      pos += 1;
    } else if (code < SPACE) {
      if (code !== LF && code !== TAB) throw UNUSUAL;
      simple = false;
    } else if (code > 0x7e && isUnreadable(code)) throw UNUSUAL;
    pos += 1;
    if (pos >= end) throw UNUSUAL;
  }
  cursor.pos = pos + 1;
  const content = text.slice(start, pos);
  if (simple) return content;
  return quote === SINGLE ? singleQuotedValue(content) : escaped(content, cursor.json);
}

function escaped(content: string, json: boolean): string {
  try {
    return doubleQuotedValue(content, json);
  } catch (cause) {
    throw cause instanceof EscapeProblem ? UNUSUAL : cause;
  }
}
