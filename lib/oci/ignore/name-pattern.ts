/** One part of a pattern for a name: `*`, or what takes one byte or one letter. */
type Part =
  | { readonly kind: 'star' }
  | { readonly kind: 'any' }
  | { readonly kind: 'byte'; readonly byte: number }
  | { readonly kind: 'class'; readonly negated: boolean; readonly ranges: readonly Range[] };

/** Code points, both ends included. */
type Range = readonly [low: number, high: number];

/** A pattern for one name, without slashes. */
export interface NamePattern {
  readonly parts: readonly Part[];
  /** What every match ends with: `.jpg` of `*.jpg`. Most names are told apart by it. */
  readonly tail: Buffer;
}

/**
 * Reads a pattern as Go's `filepath.Match` does: `*`, `?`, `[a-z]`, `[^a-z]`, a backslash before what
 * stands for itself.
 *
 * @returns `undefined` for a malformed one, which matches nothing.
 * @see https://pkg.go.dev/path/filepath#Match
 */
export function readNamePattern(text: string): NamePattern | undefined {
  const letters = [...text];
  const parts: Part[] = [];
  for (let at = 0; at < letters.length;) {
    const letter = letters[at++] ?? '';
    if (letter === '*') parts.push({ kind: 'star' });
    else if (letter === '?') parts.push({ kind: 'any' });
    else if (letter === '[') {
      const found = readClass(letters, at);
      if (!found) return undefined;
      parts.push(found.part);
      at = found.end;
    } else {
      const literal = letter === '\\' ? letters[at++] : letter;
      if (literal === undefined) return undefined;
      for (const byte of Buffer.from(literal)) parts.push({ kind: 'byte', byte });
    }
  }
  const last = parts.findLastIndex(({ kind }) => kind !== 'byte');
  const tail = parts.slice(last + 1).map((part) => (part.kind === 'byte' ? part.byte : 0));
  return { parts, tail: Buffer.from(tail) };
}

function readClass(letters: readonly string[], start: number) {
  const negated = letters[start] === '^';
  const ranges: Range[] = [];
  let at = negated ? start + 1 : start;
  while (letters[at] !== ']' || ranges.length === 0) {
    const low = readLetter(letters, at);
    const high = low && letters[low.end] === '-' ? readLetter(letters, low.end + 1) : low;
    if (!low || !high) return undefined;
    ranges.push([low.code, high.code]);
    at = high.end;
  }
  return { part: { kind: 'class', negated, ranges } as const, end: at + 1 };
}

function readLetter(letters: readonly string[], at: number) {
  const escaped = letters[at] === '\\';
  const letter = letters[escaped ? at + 1 : at];
  const end = at + (escaped ? 2 : 1);
  // A class that ends here is not closed.
  if (letter === undefined || end >= letters.length) return undefined;
  if (!escaped && (letter === '-' || letter === ']')) return undefined;
  return { code: letter.codePointAt(0) ?? 0, end };
}

/** Whether a pattern matches a whole name. Stars skip bytes, as Go's do, not letters. */
export function matchesName({ parts, tail }: NamePattern, name: Buffer): boolean {
  if (!endsWith(name, tail)) return false;
  let part = 0;
  let at = 0;
  let star: { readonly next: number; at: number } | undefined;
  for (;;) {
    const wanted = parts[part];
    if (wanted?.kind === 'star') {
      star = { next: ++part, at };
      continue;
    }
    const width = wanted && at < name.length ? widthOf(wanted, name, at) : 0;
    if (width > 0) {
      part++;
      at += width;
    } else if (!wanted && at === name.length) {
      return true;
    } else if (star && star.at < name.length) {
      at = ++star.at;
      part = star.next;
    } else {
      return false;
    }
  }
}

function endsWith(name: Buffer, tail: Buffer): boolean {
  for (let i = 1; i <= tail.length; i++) {
    if (name[name.length - i] !== tail[tail.length - i]) return false;
  }
  return true;
}

/** Bytes that a part takes at a place; 0 where it does not match. */
function widthOf(part: Part, name: Buffer, at: number): number {
  if (part.kind === 'byte') return name[at] === part.byte ? 1 : 0;
  const { code, width } = letterAt(name, at);
  if (part.kind === 'any') return width;
  if (part.kind === 'star') return 0;
  const inside = part.ranges.some(([low, high]) => low <= code && code <= high);
  return inside === part.negated ? 0 : width;
}

/** The letter that starts at a byte; inside of one, Go takes each byte for a broken letter. */
function letterAt(name: Buffer, at: number): { readonly code: number; readonly width: number } {
  const first = name[at] ?? 0;
  const width = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 0;
  if (width === 0) return { code: 0xfffd, width: 1 };
  return { code: name.toString('utf8', at, at + width).codePointAt(0) ?? 0, width };
}
