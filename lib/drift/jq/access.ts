import { JqRuntimeError, shown } from './failures';
import type { Json } from './syntax';
import { compare, isArray, isObject, typeOf, type JsonObject } from './values';

/** What gojq's `.[key]` gives: `null` for what is missing. */
export function indexed(value: Json, key: Json): Json {
  if (typeof key === 'string') {
    if (value === null) return null;
    if (!isObject(value)) throw wrong('an object', value);
    return Object.hasOwn(value, key) ? (value[key] as Json) : null;
  }
  if (typeof key === 'number') return itemAt(value, Math.trunc(key));
  if (isArray(key)) {
    if (value === null) return null;
    if (!isArray(value)) throw wrong('an array', value);
    return indicesOf(value, key);
  }
  if (isObject(key)) {
    if (value === null) return null;
    if (!Object.hasOwn(key, 'start') || !Object.hasOwn(key, 'end')) {
      throw new JqRuntimeError(`a slice has 'start' and 'end', not ${shown(key)}`);
    }
    return sliceOf(value, key['start'] as Json, key['end'] as Json);
  }
  throw new JqRuntimeError(`${typeOf(value)} cannot be indexed by ${shown(key)}`);
}

/** `.[start:end]` of an array or string. */
export function sliceOf(value: Json, start: Json, end: Json): Json {
  if (value === null) return null;
  if (typeof value === 'string') {
    const letters = Array.from(value);
    const [from, to] = bounds(letters.length, start, end);
    return letters.slice(from, to).join('');
  }
  if (!isArray(value)) throw wrong('an array', value);
  const [from, to] = bounds(value.length, start, end);
  if (from === 0 && to === value.length) return value;
  const slice = value.slice(from, to);
  const origin = slices.get(value) ?? { base: value, start: 0 };
  slices.set(slice, { base: origin.base, start: origin.start + from });
  return slice;
}

/** Where a slice was cut: gojq's slices share their array, and its paths depend on that. */
const slices = new WeakMap<
  readonly Json[],
  { readonly base: readonly Json[]; readonly start: number }
>();

/**
 * Whether gojq takes two arrays or objects for the same one.
 *
 * @returns `undefined` where that depends on how Go lays out memory.
 */
export function isSame(
  a: JsonObject | readonly Json[],
  b: JsonObject | readonly Json[],
): boolean | undefined {
  if (a === b) return true;
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
  const [x, y] = [slices.get(a), slices.get(b)];
  // All empty arrays share one address, unless they were cut out of others.
  if (a.length === 0) return x || y ? undefined : true;
  const first = x ?? { base: a, start: 0 };
  const second = y ?? { base: b, start: 0 };
  return first.base === second.base && first.start === second.start;
}

/** First and last index of a slice, clamped; the end is rounded up. */
export function bounds(length: number, start: Json, end: Json): [number, number] {
  const from = start === null ? 0 : clamp(Math.trunc(numeric(start)), 0, length);
  const to = end === null ? length : clamp(Math.ceil(numeric(end)), from, length);
  return [from, to];
}

/** Negative counts from the end. */
export function clamp(index: number, least: number, length: number): number {
  const counted = index < 0 ? index + length : index;
  return Math.max(least, Math.min(counted, length));
}

function itemAt(value: Json, index: number): Json {
  if (value === null) return null;
  const list = typeof value === 'string' ? Array.from(value) : value;
  if (!Array.isArray(list)) throw wrong('an array', value);
  const at = clamp(index, -1, list.length);
  return (list[at] as Json | undefined) ?? null;
}

/** Where `part` stands in `list`, as indexes. */
export function indicesOf(list: readonly Json[], part: readonly Json[]): number[] {
  if (part.length === 0) return [];
  return list.flatMap((_, at) =>
    compare(list.slice(at, at + part.length), part) === 0 ? [at] : [],
  );
}

function numeric(value: Json): number {
  if (typeof value === 'number') return value;
  throw new JqRuntimeError(`an index is a number, not ${shown(value)}`);
}

function wrong(expected: string, value: Json): JqRuntimeError {
  return new JqRuntimeError(`expected ${expected}, got ${typeOf(value)} ${shown(value)}`);
}
