import { formatPointer, type Pointer } from '../../core';
import type { Segment } from '../field-path';
import { clone, isObject, own, set, type Draft, type JsonObject } from '../json';

/** A base with something in every field that patches write. */
export interface Filled {
  readonly object: Draft;
  /** Where patches write. */
  readonly written: readonly Pointer[];
}

/** Starts from a base that nothing has patched. */
export function startFilling(base: JsonObject): { object: Draft; written: Pointer[] } {
  return { object: clone(base) as Draft, written: [] };
}

/** Writes one field; with wildcards, those that they stand for: `false` where there are none. */
export function fill(
  filled: { object: Draft; written: Pointer[] },
  segments: readonly Segment[],
): boolean {
  const paths = segments.includes('*') ? expand(filled.object, segments, 0) : [segments];
  for (const path of paths) {
    write(filled.object, path);
    filled.written.push(formatPointer(path));
  }
  return paths.length > 0;
}

function write(object: Draft, path: readonly Segment[]): void {
  let holder: unknown = object;
  for (const [i, segment] of path.entries()) {
    const last = i === path.length - 1;
    const before = childOf(holder, segment);
    const isContainer = typeof before === 'object' && before !== null;
    if (!isContainer) put(holder, segment, last ? '' : typeof path[i + 1] === 'number' ? [] : {});
    holder = childOf(holder, segment);
  }
}

function put(holder: unknown, segment: Segment, value: unknown): void {
  if (Array.isArray(holder) && typeof segment === 'number' && segment <= 1024) {
    while (holder.length < segment) holder.push(null);
    holder[segment] = value;
  } else if (isObject(holder)) set(holder as Draft, String(segment), value);
}

/** The paths of which every part is there. */
function expand(value: unknown, segments: readonly Segment[], at: number): (readonly Segment[])[] {
  if (at === segments.length) return [segments];
  const segment = segments[at] as Segment;
  const keys =
    segment !== '*'
      ? [segment]
      : Array.isArray(value)
        ? [...value.keys()]
        : isObject(value)
          ? Object.keys(value)
          : [];
  return keys.flatMap((key) => {
    const child = childOf(value, key);
    return child === undefined ? [] : expand(child, segments.with(at, key), at + 1);
  });
}

function childOf(holder: unknown, segment: Segment): unknown {
  if (Array.isArray(holder))
    return typeof segment === 'number' ? (holder as unknown[])[segment] : undefined;
  return isObject(holder) ? own(holder, String(segment)) : undefined;
}
