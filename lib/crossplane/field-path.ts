import { byteLength } from '../template/bytes';
import { quote } from '../template/quote';
import { Failure } from './failure';

/** One step of a field path: a field of an object, or an element of a list. */
export type Segment = string | number;

const parsed = new Map<string, readonly Segment[] | Failure>();

/**
 * Reads a field path of crossplane-runtime: `spec.ports[0].name`, `metadata.labels[a.b/c]`. Inside
 * brackets a decimal is an index and anything else a field, quotes around it dropped.
 *
 * @throws {Failure} with the position in bytes, as `pkg/fieldpath` words it.
 */
export function parseFieldPath(path: string): readonly Segment[] {
  let found = parsed.get(path);
  if (found === undefined) parsed.set(path, (found = read(path)));
  if (!(found instanceof Failure)) return found;
  throw found.within(`cannot parse path ${quote(path)}`);
}

/** The path of segments, as messages show it. */
export function formatFieldPath(segments: readonly Segment[]): string {
  const text = segments
    .map((segment) => {
      if (typeof segment === 'number') return `[${segment}]`;
      return segment === '*' || segment.includes('.') ? `[${segment}]` : `.${segment}`;
    })
    .join('');
  return text.startsWith('.') ? text.slice(1) : text;
}

function read(path: string): readonly Segment[] | Failure {
  const segments: Segment[] = [];
  const unexpected = (at: number) =>
    new Failure(`unexpected '${path[at] ?? ''}' at position ${byteLength(path.slice(0, at))}`);
  let start = 0;
  for (;;) {
    const stop = /[\].[]/.exec(path.slice(start))?.index;
    const at = stop === undefined ? path.length : start + stop;
    if (path[at] === ']') return unexpected(at);
    if (at > start) segments.push(field(path.slice(start, at)));
    if (at === path.length) return segments;
    if (path[at] === '.') {
      if (at === 0 || at === path.length - 1) return unexpected(at);
      start = at + 1;
      if (path[start] === '.' || path[start] === '[') return unexpected(start);
      continue;
    }
    const close = path.indexOf(']', at);
    if (close < 0) {
      return new Failure(`unterminated '[' at position ${byteLength(path.slice(0, at))}`);
    }
    if (close === at + 1) return unexpected(close);
    const inner = path.slice(at + 1, close);
    if (inner.includes('[')) return unexpected(at + 1 + inner.indexOf('['));
    segments.push(fieldOrIndex(inner));
    start = close + 1;
  }
}

function field(text: string): Segment {
  return text.replace(/^['"]+|['"]+$/g, '');
}

/** A decimal of 32 bits is an index. */
export function fieldOrIndex(text: string): Segment {
  const index = /^[0-9]+$/.test(text) ? Number(text) : Infinity;
  return index < 2 ** 32 ? index : field(text);
}
