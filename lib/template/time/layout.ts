/** A part of a layout that stands for a part of a time; `text` is how the layout writes it. */
export interface Field {
  readonly text: string;
  readonly kind: FieldKind;
}

export type FieldKind =
  | 'year'
  | 'year2'
  | 'month'
  | 'month-short'
  | 'month-number'
  | 'weekday'
  | 'weekday-short'
  | 'day'
  | 'day-of-year'
  | 'hour'
  | 'hour12'
  | 'minute'
  | 'second'
  | 'noon'
  | 'zone-name'
  | 'offset'
  | 'fraction';

/** A text of the layout, then a field; the last piece may have none. */
export interface Piece {
  readonly text: string;
  readonly field?: Field;
}

const FIELDS: readonly (readonly [RegExp, FieldKind])[] = [
  [/^January/, 'month'],
  [/^Jan(?![a-z])/, 'month-short'],
  [/^Monday/, 'weekday'],
  [/^Mon(?![a-z])/, 'weekday-short'],
  [/^MST/, 'zone-name'],
  [/^01/, 'month-number'],
  [/^02/, 'day'],
  [/^03/, 'hour12'],
  [/^04/, 'minute'],
  [/^05/, 'second'],
  [/^06/, 'year2'],
  [/^002/, 'day-of-year'],
  [/^15/, 'hour'],
  [/^1/, 'month-number'],
  [/^2006/, 'year'],
  [/^2/, 'day'],
  [/^_2(?!006)/, 'day'],
  [/^__2/, 'day-of-year'],
  [/^3/, 'hour12'],
  [/^4/, 'minute'],
  [/^5/, 'second'],
  [/^PM/, 'noon'],
  [/^pm/, 'noon'],
  [/^[Z-](?:070000|07:00:00|0700|07:00|07)/, 'offset'],
  [/^[.,](?:0+|9+)(?![0-9])/, 'fraction'],
];
const STARTS = /[JM0-5_PpZ,.-]/;

const layouts = new Map<string, readonly Piece[]>();

/** Takes a layout apart as Go's time package does: `2006-01-02T15:04:05Z07:00`. */
export function piecesOf(layout: string): readonly Piece[] {
  let pieces = layouts.get(layout);
  if (!pieces) layouts.set(layout, (pieces = split(layout)));
  return pieces;
}

function split(layout: string): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  for (let at = 0; at < layout.length;) {
    const field = STARTS.test(layout[at] as string) ? fieldAt(layout.slice(at)) : undefined;
    if (!field) {
      at++;
      continue;
    }
    pieces.push({ text: layout.slice(start, at), field });
    at += field.text.length;
    start = at;
  }
  return [...pieces, { text: layout.slice(start) }];
}

function fieldAt(rest: string): Field | undefined {
  for (const [pattern, kind] of FIELDS) {
    const text = pattern.exec(rest)?.[0];
    if (text !== undefined) return { text, kind };
  }
  return undefined;
}
