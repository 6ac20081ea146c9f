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
