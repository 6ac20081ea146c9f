import type { ObjectKey } from '../core';
import type { ObjectDifference } from './compare-objects';
import { collect, isMap } from './values';

/** Of more new objects of one kind, which one is an old one renamed is not looked for. */
const CANDIDATES = 32;

/**
 * Which removed objects are made again elsewhere: in another namespace, or under another name with
 * otherwise equal content. For the cluster that is a deletion and a creation.
 */
export function madeAgain(
  differences: readonly ObjectDifference[],
): ReadonlyMap<ObjectDifference, ObjectKey> {
  const found = new Map<ObjectDifference, ObjectKey>();
  const byName = new Map<string, ObjectDifference[]>();
  const byPlace = new Map<string, ObjectDifference[]>();
  for (const one of differences) {
    if (one.action !== 'add') continue;
    const { group, kind, namespace = '', name } = one.object;
    if (namespace !== '') collect(byName, [group, kind, name].join('\0'), one);
    collect(byPlace, [group, kind, namespace].join('\0'), one);
  }
  const taken = new Set<ObjectDifference>();
  for (const one of differences) {
    if (one.action !== 'remove') continue;
    const { group, kind, namespace = '', name } = one.object;
    const moved = byName.get([group, kind, name].join('\0')) ?? [];
    const near = byPlace.get([group, kind, namespace].join('\0')) ?? [];
    // Of several nobody knows which.
    const to =
      moved.length === 1
        ? moved[0]
        : near.length <= CANDIDATES
          ? near.find((other) => !taken.has(other) && isRenamed(one, other))
          : undefined;
    if (!to) continue;
    taken.add(to);
    found.set(one, to.object);
  }
  return found;
}

/** Whether two objects are one but for its name, which other fields may repeat. */
function isRenamed({ object, before }: ObjectDifference, { object: to, after }: ObjectDifference) {
  if (!before || !after) return false;
  const body = ({ metadata: { labels }, ...rest }: typeof before) => ({ ...rest, labels });
  return isSame(body(before), body(after), (text) => text.replaceAll(object.name, to.name));
}

function isSame(a: unknown, b: unknown, rename: (text: string) => string): boolean {
  if (a === b) return true;
  if (typeof a === 'string') return typeof b === 'string' && rename(a) === b;
  if (Array.isArray(a)) {
    return (
      Array.isArray(b) && a.length === b.length && a.every((one, i) => isSame(one, b[i], rename))
    );
  }
  if (!isMap(a) || !isMap(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => isSame(a[key], b[Object.hasOwn(b, key) ? key : rename(key)], rename));
}
