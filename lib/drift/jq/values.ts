import type { Json } from './syntax';

export type JsonObject = { readonly [key: string]: Json };

export type TypeName = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

export function typeOf(value: Json): TypeName {
  if (value === null) return 'null';
  if (isArray(value)) return 'array';
  return typeof value as TypeName;
}

export function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

export function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** jq's truth: everything but `null` and `false`. */
export function isTrue(value: Json): boolean {
  return value !== null && value !== false;
}

/** The keys of an object, by their UTF-8 bytes as Go sorts them. */
export function sortedKeys(object: JsonObject): string[] {
  return Object.keys(object).sort(compareText);
}

/** The items of an array, or the values of an object in the order of its keys. */
export function valuesOf(value: Json): readonly Json[] | undefined {
  if (isArray(value)) return value;
  return isObject(value) ? sortedKeys(value).map((key) => value[key] as Json) : undefined;
}

/** By UTF-8 bytes, which is by code points: UTF-16 has surrogates below U+E000. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

const ORDER: readonly TypeName[] = ['null', 'boolean', 'number', 'string', 'array', 'object'];

/** jq's order of all values; below, above or equal to 0. */
export function compare(a: Json, b: Json): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
  if (isArray(a) && isArray(b)) return compareLists(a, b);
  if (isObject(a) && isObject(b)) return compareObjects(a, b);
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  return ORDER.indexOf(typeOf(a)) - ORDER.indexOf(typeOf(b));
}

function compareLists(a: readonly Json[], b: readonly Json[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compare(a[i] as Json, b[i] as Json);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareObjects(a: JsonObject, b: JsonObject): number {
  const keys = sortedKeys(a);
  const order = compareLists(keys, sortedKeys(b));
  if (order !== 0) return order;
  for (const key of keys) {
    const found = compare(a[key] as Json, b[key] as Json);
    if (found !== 0) return found;
  }
  return 0;
}

/** An object of own properties, `__proto__` included. A later key wins. */
export function objectOf(entries: Iterable<readonly [string, Json]>): JsonObject {
  return Object.fromEntries(entries);
}

/** As gojq prints: keys sorted, letters beyond `~` as they are but DEL. */
export function encode(value: Json): string {
  if (typeof value === 'string') {
    return JSON.stringify(value).replace(/\x7f/g, '\\u007f');
  }
  if (isArray(value)) return `[${value.map(encode).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const fields = sortedKeys(value).map((key) => `${encode(key)}:${encode(value[key] as Json)}`);
  return `{${fields.join(',')}}`;
}
