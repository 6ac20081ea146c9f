import { formatPointer, parsePointer, valueAt } from '../../core';
import type { FieldDifference } from './differences';
import { isEqual, isList, isMap, type Json, type JsonMap } from './value';

/**
 * Whether what differs may be the same once a list is merged by keys, or gets its defaults: what Git
 * has is all there, and what more is there stands in lists.
 */
export function mayBe({ pointer, git, live }: FieldDifference, object: JsonMap): boolean {
  const tokens = parsePointer(pointer);
  const inList = tokens.some((_, depth) =>
    Array.isArray(valueAt(object, formatPointer(tokens.slice(0, depth)))),
  );
  return isIn(git as Json | undefined, live as Json | undefined, inList);
}

function isIn(git: Json | undefined, live: Json | undefined, inList: boolean): boolean {
  if (git === undefined || live === undefined) return inList && live !== undefined;
  if (isMap(git) && isMap(live)) {
    const keys = new Set([...Object.keys(git), ...Object.keys(live)]);
    return [...keys].every((key) => isIn(git[key], live[key], inList));
  }
  if (!isList(git) || !isList(live)) return isEqual(git, live);
  // Only items that are objects have keys, and only sets of scalars grow.
  if (git.length > live.length) return false;
  let next = 0;
  return git.every((item) => {
    while (next < live.length && !isIn(item, live[next], true)) next++;
    return next++ < live.length;
  });
}
