import { escapeToken, type Pointer } from '../core';
import type { FieldChange } from './types';
import { isEqual, isMap, type Fields } from './values';

type Found = Omit<FieldChange, 'hidden'>;

/**
 * The fields in which two values differ, the deepest that tell the difference. Items of lists are
 * matched by their `name` where all have one (containers, variables, volumes, ports), else by
 * their order, what is equal at both ends left out.
 */
export function compareValues(before: unknown, after: unknown): Found[] {
  const found: Found[] = [];
  compare(before, after, '', '', found);
  return found;
}

function compare(a: unknown, b: unknown, pointer: Pointer, path: string, found: Found[]): void {
  if (isEqual(a, b)) return;
  if (isMap(a) && isMap(b)) compareMaps(a, b, pointer, path, found);
  else if (Array.isArray(a) && Array.isArray(b)) compareLists(a, b, pointer, path, found);
  else {
    found.push({
      pointer,
      path,
      ...(a !== undefined && { before: a }),
      ...(b !== undefined && { after: b }),
    });
  }
}

function compareMaps(a: Fields, b: Fields, pointer: Pointer, path: string, found: Found[]): void {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  for (const key of keys) {
    const named = /^[\w-]+$/.test(key) ? key : `["${key}"]`;
    const separator = path === '' || named.startsWith('[') ? '' : '.';
    const below = `${path}${separator}${named}`;
    compare(a[key], b[key], `${pointer}/${escapeToken(key)}`, below, found);
  }
}

function compareLists(
  a: readonly unknown[],
  b: readonly unknown[],
  pointer: Pointer,
  path: string,
  found: Found[],
): void {
  const [left, right] = [namesOf(a), namesOf(b)];
  if (left && right) {
    for (const [name, index] of left) {
      const at = right.get(name);
      const to = at === undefined ? undefined : b[at];
      compare(a[index], to, `${pointer}/${at ?? index}`, `${path}[${name}]`, found);
    }
    for (const [name, index] of right) {
      if (!left.has(name)) {
        compare(undefined, b[index], `${pointer}/${index}`, `${path}[${name}]`, found);
      }
    }
    const order = [left, right].map((one) =>
      [...one.keys()].filter((name) => left.has(name) && right.has(name)),
    );
    if (!isEqual(order[0], order[1])) {
      found.push({ pointer, path: `${path} (order)`, before: order[0], after: order[1] });
    }
    return;
  }
  if (![...a, ...b].every((item) => isMap(item))) {
    found.push({ pointer, path, before: a, after: b });
    return;
  }
  compareInOrder(a, b, pointer, path, found);
}

function compareInOrder(
  a: readonly unknown[],
  b: readonly unknown[],
  pointer: Pointer,
  path: string,
  found: Found[],
): void {
  let start = 0;
  while (start < a.length && start < b.length && isEqual(a[start], b[start])) start++;
  let end = 0;
  const room = Math.min(a.length, b.length) - start;
  while (end < room && isEqual(a.at(-1 - end), b.at(-1 - end))) end++;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const index = start + i;
    compare(left[i], right[i], `${pointer}/${index}`, `${path}[${index}]`, found);
  }
}

/** Index by name; `undefined` where an item has none or two share one. */
function namesOf(list: readonly unknown[]): Map<string, number> | undefined {
  const names = new Map<string, number>();
  for (const [index, item] of list.entries()) {
    if (!isMap(item) || typeof item.name !== 'string' || names.has(item.name)) return undefined;
    names.set(item.name, index);
  }
  return names;
}
