/** A stretch of text that holds one document, with its directives and its markers. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts a stream at its document markers, which no YAML can hold at the start of a line otherwise:
 * so a broken document cannot swallow the next. Lines end in line feeds.
 */
export function splitDocuments(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  /** Whether a `---` stands at `start`, or below the directives there. */
  let opened = false;
  for (const marker of markers(text)) {
    const begins = text.charCodeAt(marker) === 0x2d;
    if (begins && !opened && contentStart(text, start, marker, true) === undefined) {
      opened = true;
      // Only directives above the marker are part of the document.
      if (contentStart(text, start, marker) === undefined) start = marker;
      continue;
    }
    if (opened || contentStart(text, start, marker) !== undefined)
      spans.push({ start, end: marker });
    start = begins ? marker : marker + 3;
    opened = begins;
  }
  if (opened || contentStart(text, start, text.length) !== undefined)
    spans.push({ start, end: text.length });
  return spans;
}

/**
 * Offset of the first character that is no blank, comment or `---` marker; `undefined` if there is
 * none.
 *
 * @param directives whether lines that start with `%` are stepped over too.
 */
export function contentStart(
  text: string,
  start: number,
  end: number,
  directives = false,
): number | undefined {
  let at = start;
  let marked = false;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === 0x2d && !marked && isLineStart(text, at) && isMarker(text, at)) {
      marked = true;
      at += 3;
    } else if (code === 0x0a || code === 0x20 || code === 0x09) at += 1;
    else if (code === 0x23 || (code === 0x25 && directives && isLineStart(text, at)))
      at = lineEnd(text, at, end);
    else return at;
  }
  return undefined;
}

function* markers(text: string): Generator<number> {
  if (isMarker(text, 0)) yield 0;
  const dots = text.includes('\n...');
  let at = text.indexOf(dots ? '\n' : '\n---');
  while (at >= 0) {
    if (isMarker(text, at + 1)) yield at + 1;
    at = text.indexOf(dots ? '\n' : '\n---', at + 1);
  }
}

function isMarker(text: string, at: number): boolean {
  if (!text.startsWith('---', at) && !text.startsWith('...', at)) return false;
  const code = text.charCodeAt(at + 3);
  return code === 0x0a || code === 0x20 || code === 0x09 || Number.isNaN(code);
}

function isLineStart(text: string, at: number): boolean {
  return at === 0 || text.charCodeAt(at - 1) === 0x0a;
}

function lineEnd(text: string, at: number, end: number): number {
  const feed = text.indexOf('\n', at);
  return feed < 0 ? end : feed;
}
