import { requireReadable, UNUSUAL, type Cursor } from './cursor';

const LF = 0x0a;
const SPACE = 0x20;
const TAB = 0x09;
const HEADER = /([|>])(?:([1-9])([+-])?|([+-])([1-9])?)? *(?: #.*)?\n/y;

/**
 * A literal or folded block, from its `|` or `>` to the start of the line behind it.
 *
 * @param parent column of the collection that holds it.
 * @throws UNUSUAL where its indentation is not clear at once.
 */
export function readBlock(cursor: Cursor, parent: number): string {
  const start = cursor.pos;
  HEADER.lastIndex = start;
  const [, style, digit1, chomp1, chomp2, digit2] = HEADER.exec(cursor.text) ?? [];
  if (style === undefined) throw UNUSUAL;
  cursor.pos = HEADER.lastIndex;
  const stated = digit1 ?? digit2;
  const indent = stated === undefined ? detectIndent(cursor, parent) : parent + Number(stated);
  const lines = readLines(cursor, indent);
  if (cursor.pos >= cursor.end && cursor.unterminated) throw UNUSUAL;
  requireReadable(cursor.text, start, cursor.pos);

  let blank = 0;
  while (blank < lines.length && lines[lines.length - 1 - blank] === '') blank += 1;
  const content = lines.slice(0, lines.length - blank);
  const text = style === '>' ? folded(content) : content.join('\n');
  const chomp = chomp1 ?? chomp2;
  if (chomp === '-') return text;
  const last = content.length > 0 ? '\n' : '';
  return chomp === '+' ? text + last + '\n'.repeat(blank) : text + last;
}

/** Columns of the first line with content, whose indentation is that of the block. */
function detectIndent({ text, pos, end }: Cursor, parent: number): number {
  let widest = 0;
  for (let start = pos; start < end;) {
    let at = start;
    while (text.charCodeAt(at) === SPACE) at += 1;
    const code = text.charCodeAt(at);
    const indent = at - start;
    if (code === TAB) throw UNUSUAL;
    if (code !== LF) {
      if (widest > Math.max(indent, parent)) throw UNUSUAL;
      return Math.max(indent, parent + 1);
    }
    widest = Math.max(widest, indent);
    start = at + 1;
  }
  if (widest > parent) throw UNUSUAL;
  return parent + 1;
}

/** The lines of the block without their indentation; blank ones are empty. */
function readLines(cursor: Cursor, indent: number): string[] {
  const { text, end } = cursor;
  const lines: string[] = [];
  let start = cursor.pos;
  while (start < end) {
    let at = start;
    while (at - start < indent && text.charCodeAt(at) === SPACE) at += 1;
    const code = text.charCodeAt(at);
    if (at - start < indent && code !== LF) {
      if (code === TAB) throw UNUSUAL;
      break;
    }
    const feed = text.indexOf('\n', at);
    lines.push(text.slice(at, feed));
    start = feed + 1;
  }
  cursor.pos = start;
  return lines;
}

/** Lines joined by spaces, except beside lines that start with a blank. */
function folded(lines: readonly string[]): string {
  let text = '';
  let blank = 0;
  /** The last line with content started with a blank; unknown before the first. */
  let wasFurther: boolean | undefined;
  for (const line of lines) {
    if (line === '') {
      blank += 1;
      continue;
    }
    const further = line.startsWith(' ') || line.startsWith('\t');
    if (wasFurther === false && !further) text += blank === 0 ? ' ' : '';
    else if (wasFurther !== undefined) text += '\n';
    text += '\n'.repeat(blank) + line;
    blank = 0;
    wasFurther = further;
  }
  return text;
}
