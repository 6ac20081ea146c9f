import { compareBytes } from '../bytes';
import { fixed, variadic, type TemplateFunction } from '../functions';
import { textOf } from '../print';
import { deepEqual, isSlice, isTrue, kindName, nilOf, strings, typed, typeName } from '../values';
import { toInt64 } from './cast';
import { fail, nilDereference } from './panic';

/** The list that a function works on; what it says of anything else. */
function listOf(value: unknown, complaint: string): readonly unknown[] {
  if (isSlice(value)) return value;
  return value === null ? nilDereference() : fail(`${complaint} ${kindName(value)}`);
}

const cannot = (what: string) => `Cannot ${what} on type`;
const onList = (what: string, call: (list: readonly unknown[]) => unknown) =>
  fixed(['any'], (value) => call(listOf(value, cannot(what))));
const nilList = () => nilOf([], '[]interface {}');

const push = fixed(['any', 'any'], (list, item) => [...listOf(list, cannot('push')), item]);
const prepend = fixed(['any', 'any'], (list, item) => [item, ...listOf(list, cannot('prepend'))]);
const first = onList('find first', (list) => list[0] ?? null);
const last = onList('find last', (list) => list.at(-1) ?? null);
const rest = onList('find rest', (list) => (list.length > 0 ? list.slice(1) : nilList()));
const initial = onList('find initial', (list) => (list.length > 0 ? list.slice(0, -1) : nilList()));
const reverse = onList('find reverse', (list) => list.toReversed());
const compact = onList('compact', (list) => list.filter(isTrue));
const uniq = onList('find uniq', (list) => {
  const kept: unknown[] = [];
  for (const item of list) if (!kept.some((other) => deepEqual(item, other))) kept.push(item);
  return kept;
});
const without = variadic(['any'], 'any', (list, ...dropped) =>
  listOf(list, cannot('find without')).filter(
    (item) => !dropped.some((out) => deepEqual(out, item)),
  ),
);
const has = fixed(['any', 'any'], (item, list) =>
  list === null ? false : listOf(list, cannot('find has')).some((other) => deepEqual(item, other)),
);
const slice = variadic(['any'], 'any', (value, ...bounds) => {
  const list = listOf(value, 'list should be type of slice or array but');
  if (list.length === 0) return null;
  const [start = 0, end = list.length] = bounds.map((bound) => Number(toInt64(bound)));
  if (start < 0 || end < start || end > list.length) {
    fail('reflect.Value.Slice: slice index out of bounds');
  }
  return typed(list.slice(start, end), typeName(list));
});
const chunk = fixed(['int', 'any'], (size, value) => {
  const list = listOf(value, 'Cannot chunk type');
  if (size < 1) fail('runtime error: makeslice: len out of range');
  const chunks: unknown[] = [];
  for (let i = 0; i < list.length; i += size) chunks.push(list.slice(i, i + size));
  return typed(chunks, '[][]interface {}');
});
const list = variadic([], 'any', (...items) => items);

export const lists: Readonly<Record<string, TemplateFunction>> = {
  list,
  tuple: list,
  append: push,
  push,
  mustAppend: push,
  mustPush: push,
  prepend,
  mustPrepend: prepend,
  first,
  mustFirst: first,
  last,
  mustLast: last,
  rest,
  mustRest: rest,
  initial,
  mustInitial: initial,
  reverse,
  mustReverse: reverse,
  compact,
  mustCompact: compact,
  uniq,
  mustUniq: uniq,
  without,
  mustWithout: without,
  has,
  mustHas: has,
  slice,
  mustSlice: slice,
  chunk,
  mustChunk: chunk,
  concat: variadic([], 'any', (...values) => {
    const all = values.flatMap((value) => {
      if (isSlice(value)) return value;
      return value === null
        ? nilDereference()
        : fail(`Cannot concat type ${kindName(value)} as list`);
    });
    return all.length > 0 ? all : nilList();
  }),
  join: fixed(['string', 'any'], (separator, value) => texts(value).join(separator)),
  toStrings: fixed(['any'], (value) => strings(texts(value))),
  sortAlpha: fixed(['any'], (value) =>
    strings(isSlice(value) ? texts(value).toSorted(compareBytes) : [textOf(value)]),
  ),
  split: fixed(['string', 'string'], (separator, text) => numbered(splitText(text, separator))),
  splitn: fixed(['string', 'int', 'string'], (separator, count, text) =>
    numbered(splitText(text, separator, count)),
  ),
  splitList: fixed(['string', 'string'], (separator, text) => strings(splitText(text, separator))),
};

/** The items as texts, nil ones left out; anything but a list is a list of itself. */
function texts(value: unknown): string[] {
  if (value === null) return [];
  const items = isSlice(value) ? value : [value];
  return items.filter((item) => item !== null && item !== undefined).map(textOf);
}

/** `strings.SplitN`: at most `count` parts, all of them for -1, none for 0. */
export function splitText(text: string, separator: string, count = -1): string[] {
  const parts = separator === '' ? [...text] : text.split(separator);
  if (count === 0) return [];
  if (count < 0 || parts.length <= count) return parts;
  return [...parts.slice(0, count - 1), parts.slice(count - 1).join(separator)];
}

function numbered(parts: readonly string[]) {
  return typed(Object.fromEntries(parts.map((part, i) => [`_${i}`, part])), 'map[string]string');
}
