import type { Json } from '../jq/syntax';

export type { Json };

export type JsonMap = { readonly [key: string]: Json };

export function isMap(value: Json | undefined): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The value as Go's `reflect.TypeOf` tells apart what JSON holds. */
export function typeName(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'list' : typeof value;
}

export function isEqual(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (isList(a) && isList(b)) {
    return a.length === b.length && a.every((item, at) => isEqual(item, b[at]));
  }
  if (!isMap(a) || !isMap(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isEqual(a[key], b[key]))
  );
}

/** The field of a map, `undefined` where it has none or is no map. */
export function fieldOf(value: Json | undefined, key: string): Json | undefined {
  return isMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** The map with one field set, or without it. */
export function withField(map: JsonMap, key: string, value: Json | undefined): JsonMap {
  const entries = Object.entries(map).filter(([name]) => name !== key);
  return Object.fromEntries(value === undefined ? entries : [...entries, [key, value]]);
}

/** The map with the field at a path of keys set or removed, where its parents are maps. */
export function withPath(map: JsonMap, path: readonly string[], value: Json | undefined): JsonMap {
  const [key = '', ...rest] = path;
  if (rest.length === 0)
    return value === undefined && !Object.hasOwn(map, key) ? map : withField(map, key, value);
  const inner = fieldOf(map, key);
  if (!isMap(inner)) return map;
  return withField(map, key, withPath(inner, rest, value));
}
