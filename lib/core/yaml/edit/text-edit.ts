/** One replacement; several of a text are applied together, each by the offsets of the old one. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Edits at one offset come out in the order given. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  return edits
    .toReversed()
    .sort((a, b) => b.start - a.start)
    .reduce(
      (result, edit) => result.slice(0, edit.start) + edit.text + result.slice(edit.end),
      text,
    );
}

/** Offset of the line feed (or CRLF) that ends the line of `at`, or the end of the text. */
export function lineEnd(text: string, at: number): number {
  const feed = text.indexOf('\n', at);
  if (feed < 0) return text.length;
  return text[feed - 1] === '\r' && feed - 1 >= at ? feed - 1 : feed;
}

/** Offset of the first character of the line of `at`. */
export function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** The spaces that the line of `at` starts with, up to `at`. */
export function indentOf(text: string, at: number): string {
  return ' '.repeat(at - lineStart(text, at));
}

export function lineBreakOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** Offset of the first character from `at` on that is neither blank nor in a comment. */
export function skipBlank(text: string, at: number): number {
  let next = at;
  for (;;) {
    const code = text.charCodeAt(next);
    if (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) next += 1;
    else if (code === 0x23) next = lineEnd(text, next);
    else return next;
  }
}

/** Whether only spaces stand before `at` on its line. */
export function startsLine(text: string, at: number): boolean {
  return text.slice(lineStart(text, at), at).trim() === '';
}

/** A block scalar ends behind its line feeds; what counts is its last character. */
export function contentEnd(text: string, end: number): number {
  let last = end;
  while (last > 0 && /\s/.test(text[last - 1] as string)) last -= 1;
  return last;
}
