import { isUnreadable, UNUSUAL, type Cursor } from './cursor';
import { plainValue } from './plain-value';

const LF = 0x0a;
const SPACE = 0x20;
const HASH = 0x23;
const COLON = 0x3a;

/** What a character means in a plain scalar. */
const MATTERS = 1;
const UNREADABLE = 2;
const INSIDE = Uint8Array.from({ length: 128 }, (_, code) => {
  if (code === LF || code === HASH || code === COLON) return MATTERS;
  return code < SPACE || code === 0x7f ? UNREADABLE : 0;
});

/**
 * The end of the plain scalar that starts at `pos`, on that line: behind its last character that is
 * no space. Leaves `cursor.pos` at the line feed or at the comment.
 *
 * @throws UNUSUAL at tabs, and at a colon that would make it a key.
 */
function plainEnd(cursor: Cursor): number {
  const { text } = cursor;
  let pos = cursor.pos;
  for (;;) {
    const code = text.charCodeAt(pos);
    const kind = code < 0x80 ? INSIDE[code] : isUnreadable(code) ? UNREADABLE : 0;
    if (kind === MATTERS) {
      if (code === LF || (code === HASH && text.charCodeAt(pos - 1) === SPACE)) break;
      if (code === COLON && text.charCodeAt(pos + 1) <= SPACE) throw UNUSUAL;
    } else if (kind === UNREADABLE) throw UNUSUAL;
    pos += 1;
  }
  cursor.pos = pos;
  while (text.charCodeAt(pos - 1) === SPACE) pos -= 1;
  return pos;
}

/**
 * A plain scalar, from its first character to the next line that is not its own: further lines that
 * are indented more than `parent` belong to it.
 */
export function readPlain(cursor: Cursor, parent: number): ReturnType<typeof plainValue> {
  const { text } = cursor;
  const start = cursor.pos;
  const end = plainEnd(cursor);
  let commented = text.charCodeAt(cursor.pos) === HASH;
  cursor.restOfLine();
  let above = cursor.pos;
  if (cursor.nextLine()) commented = true;
  if (cursor.column <= parent) {
    cursor.lineBehind = above;
    return plainValue(text.slice(start, end));
  }

  let lines = text.slice(start, end);
  while (cursor.column > parent) {
    if (commented) throw UNUSUAL;
    const blank = text.slice(above, cursor.pos).split('\n').length - 1;
    const from = cursor.pos;
    lines += (blank === 0 ? ' ' : '\n'.repeat(blank)) + text.slice(from, plainEnd(cursor));
    commented = text.charCodeAt(cursor.pos) === HASH;
    cursor.restOfLine();
    above = cursor.pos;
    if (cursor.nextLine()) commented = true;
  }
  return plainValue(lines);
}
