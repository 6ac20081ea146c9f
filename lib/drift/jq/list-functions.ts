import { indicesOf } from './access';
import { JqRuntimeError, shown } from './failures';
import type { Native } from './native';
import { add } from './arithmetic';
import type { Json } from './syntax';
import { compare, encode, isArray, typeOf, valuesOf } from './values';

/** Functions of lists, by `name/arity`. */
export const listFunctions: readonly (readonly [string, Native])[] = [
  ['add/0', (value) => sum(values(value))],
  ['join/1', (value, [separator = null]) => join(values(value), separator)],
  ['reverse/0', (value) => [...list(value)].reverse()],
  ['flatten/0', (value) => flatten(values(value), -1)],
  ['flatten/1', (value, [depth = null]) => flatten(values(value), depthOf(depth))],
  ['sort/0', (value) => ordered(list(value), list(value)).map(({ item }) => item)],
  ['_sort_by/1', (value, [by = null]) => ordered(list(value), list(by)).map(({ item }) => item)],
  ['unique/0', (value) => unique(list(value), list(value))],
  ['_unique_by/1', (value, [by = null]) => unique(list(value), list(by))],
  ['_group_by/1', (value, [by = null]) => groups(list(value), list(by))],
  ['min/0', (value) => extreme(list(value), list(value), 1)],
  ['max/0', (value) => extreme(list(value), list(value), -1)],
  ['_min_by/1', (value, [by = null]) => extreme(list(value), list(by), 1)],
  ['_max_by/1', (value, [by = null]) => extreme(list(value), list(by), -1)],
  ['indices/1', (value, [part = null]) => places(value, part, (found) => found)],
  ['index/1', (value, [part = null]) => places(value, part, (found) => found[0] ?? null)],
  ['rindex/1', (value, [part = null]) => places(value, part, (found) => found.at(-1) ?? null)],
];

function list(value: Json): readonly Json[] {
  if (isArray(value)) return value;
  throw new JqRuntimeError(`expected a list, got ${typeOf(value)} ${shown(value)}`);
}

function values(value: Json): readonly Json[] {
  const found = valuesOf(value);
  if (found) return found;
  throw new JqRuntimeError(`expected a list or an object, got ${typeOf(value)} ${shown(value)}`);
}

function sum(items: readonly Json[]): Json {
  let total: Json = null;
  for (const item of items) {
    // A list or an object is copied first, so that the sum of one is not that one.
    if (total === null && isArray(item)) total = [...item];
    else if (total === null && typeof item === 'object' && item !== null) total = { ...item };
    else total = add(total, item);
  }
  return total;
}

function join(items: readonly Json[], separator: Json): Json {
  if (items.length === 0) return '';
  return sum(
    items.flatMap((item, index) => [
      index === 0 ? '' : separator,
      typeof item === 'number' || typeof item === 'boolean' ? encode(item) : item,
    ]),
  );
}

function depthOf(depth: Json): number {
  if (typeof depth !== 'number') throw new JqRuntimeError(`${shown(depth)} is no depth`);
  if (depth < 0) throw new JqRuntimeError('a depth is not negative');
  return depth;
}

function flatten(items: readonly Json[], depth: number): Json[] {
  return items.flatMap((item) =>
    isArray(item) && depth !== 0 ? flatten(item, depth - 1) : [item],
  );
}

interface Keyed {
  readonly item: Json;
  readonly key: Json;
}

function ordered(items: readonly Json[], keys: readonly Json[]): Keyed[] {
  if (items.length !== keys.length) throw new JqRuntimeError('as many keys as items');
  return items
    .map((item, index) => ({ item, key: keys[index] as Json }))
    .sort((a, b) => compare(a.key, b.key));
}

function groups(items: readonly Json[], keys: readonly Json[]): Json[] {
  const found: { readonly key: Json; readonly items: Json[] }[] = [];
  for (const { item, key } of ordered(items, keys)) {
    const last = found.at(-1);
    if (last && compare(last.key, key) === 0) last.items.push(item);
    else found.push({ key, items: [item] });
  }
  return found.map((group) => group.items);
}

function unique(items: readonly Json[], keys: readonly Json[]): Json[] {
  return groups(items, keys).map((group) => (group as Json[])[0] as Json);
}

/** Of several smallest the first, of several largest the last. */
function extreme(items: readonly Json[], keys: readonly Json[], sign: 1 | -1): Json {
  if (items.length !== keys.length) throw new JqRuntimeError('as many keys as items');
  let found = 0;
  for (let at = 1; at < keys.length; at++) {
    const order = compare(keys[found] as Json, keys[at] as Json);
    if (sign === 1 ? order > 0 : order <= 0) found = at;
  }
  return items[found] ?? null;
}

function places(value: Json, part: Json, choose: (found: number[]) => Json): Json {
  if (value === null) return null;
  if (typeof value === 'string' && typeof part === 'string') {
    return choose(indicesOf(Array.from(value), Array.from(part)));
  }
  if (!isArray(value)) throw new JqRuntimeError(`${typeOf(value)} has no index`);
  return choose(indicesOf(value, isArray(part) ? part : [part]));
}
