import { escapeToken } from '../pointer';
import { isBlank, isUnreadable, UNUSUAL, type Cursor } from './cursor';
import { claim, keys, type Key } from './keys';
import { plainKey } from './plain-key';
import { plainValue } from './plain-value';
import type { Places } from './problem';
import { isQuote, readQuoted } from './quoted';
import { setKey } from './set-key';

const COLON = 0x3a;
const COMMA = 0x2c;
const HASH = 0x23;
const QUESTION = 0x3f;
const LIST_START = 0x5b;
const LIST_END = 0x5d;
const MAP_START = 0x7b;
const MAP_END = 0x7d;

/** First characters of plain scalars that need the full parser inside brackets. */
const STARTS_UNUSUAL = '-?:,[]{}#&*!|>\'"%@`';

/** A value inside or outside brackets that starts with one, or a scalar inside them. */
export function readFlow(cursor: Cursor, pointer: string, places?: Places): unknown {
  const code = cursor.text.charCodeAt(cursor.pos);
  if (code === MAP_START) return readMap(cursor, pointer, places);
  if (code === LIST_START) return readList(cursor, pointer, places);
  if (isQuote(code)) return readQuoted(cursor);
  const value = plainValue(readPlain(cursor));
  if (typeof value === 'number' && !Number.isFinite(value)) throw UNUSUAL;
  return value;
}

function readList(cursor: Cursor, pointer: string, places?: Places): unknown[] {
  const list: unknown[] = [];
  cursor.enter();
  cursor.pos += 1;
  cursor.skipFlowBlanks();
  while (cursor.text.charCodeAt(cursor.pos) !== LIST_END) {
    const at = places ? `${pointer}/${list.length}` : '';
    places?.set(at, cursor.pos);
    list.push(readFlow(cursor, at, places));
    separate(cursor, LIST_END);
  }
  cursor.pos += 1;
  cursor.leave();
  return list;
}

function readMap(cursor: Cursor, pointer: string, places?: Places): Record<string, unknown> {
  const map: Record<string, unknown> = {};
  const id = keys.startMap();
  cursor.enter();
  cursor.pos += 1;
  cursor.skipFlowBlanks();
  while (cursor.text.charCodeAt(cursor.pos) !== MAP_END) {
    const start = cursor.pos;
    const key = readKey(cursor);
    if (!claim(key, id, map)) throw UNUSUAL;
    const at = places ? `${pointer}/${escapeToken(key.text)}` : '';
    places?.set(at, start);
    cursor.skipFlowBlanks();
    const code = cursor.text.charCodeAt(cursor.pos);
    const empty = code === COMMA || code === MAP_END;
    setKey(map, key.text, empty ? null : readFlow(cursor, at, places));
    separate(cursor, MAP_END);
  }
  cursor.pos += 1;
  cursor.leave();
  return map;
}

/** From the first character of a key to behind its colon. */
function readKey(cursor: Cursor): Key {
  const { text, pos } = cursor;
  const quoted = isQuote(text.charCodeAt(pos));
  const key = quoted ? readQuoted(cursor) : plainKeyAt(cursor);
  if (quoted) cursor.skipFlowBlanks();
  if (text.slice(pos, cursor.pos).includes('\n')) throw UNUSUAL;
  if (key === undefined || text.charCodeAt(cursor.pos) !== COLON) throw UNUSUAL;
  cursor.pos += 1;
  return keys.named(key);
}

function plainKeyAt(cursor: Cursor): string | undefined {
  const text = readPlain(cursor);
  return text === '<<' ? undefined : plainKey(text);
}

/** Steps over a comma, or to the closing bracket; at anything else the fast path ends. */
function separate(cursor: Cursor, closing: number): void {
  cursor.skipFlowBlanks();
  const code = cursor.text.charCodeAt(cursor.pos);
  if (code === closing) return;
  if (code !== COMMA) throw UNUSUAL;
  cursor.pos += 1;
  cursor.skipFlowBlanks();
}

/** A plain scalar on one line inside brackets; leaves the cursor at what ends it. */
function readPlain(cursor: Cursor): string {
  const { text } = cursor;
  const start = cursor.pos;
  if (STARTS_UNUSUAL.includes(text.charAt(start)) && !startsNumber(text, start)) throw UNUSUAL;
  let pos = start;
  for (;;) {
    const code = text.charCodeAt(pos);
    if (isFlowSign(code) || code === 0x0a) break;
    if (
      code === COLON &&
      (isBlank(text.charCodeAt(pos + 1)) || isFlowSign(text.charCodeAt(pos + 1)))
    )
      break;
    if (code === HASH && isBlank(text.charCodeAt(pos - 1))) break;
    if (code === QUESTION && isBlank(text.charCodeAt(pos + 1))) throw UNUSUAL;
    if (code < 0x20 || (code > 0x7e && isUnreadable(code)) || code !== code) throw UNUSUAL;
    pos += 1;
  }
  cursor.pos = pos;
  // A colon right behind a blank, or before a bracket, means different things to different readers.
  const next = text.charCodeAt(pos);
  if (next === COLON && (!isBlank(text.charCodeAt(pos + 1)) || isBlank(text.charCodeAt(pos - 1))))
    throw UNUSUAL;
  return text.slice(start, pos).trimEnd();
}

/** A dash in front of a digit. */
function startsNumber(text: string, at: number): boolean {
  const code = text.charCodeAt(at + 1);
  return text.charCodeAt(at) === 0x2d && code >= 0x30 && code <= 0x39;
}

function isFlowSign(code: number): boolean {
  return (
    code === COMMA ||
    code === LIST_START ||
    code === LIST_END ||
    code === MAP_START ||
    code === MAP_END
  );
}
