/*
 * Values as Go holds them. `undefined` is no value at all, `null` a nil held by an interface; a
 * number is a float64, as JSON decodes it; integers, times and the like are {@link Boxed}; arrays and
 * plain objects are slices and maps, of `interface {}` unless {@link typed} says otherwise.
 */
import { Boxed, Bytes, Int } from './boxed';
import { compareBytes } from './bytes';
import { isInOrder } from './order';

export { Boxed, Int };

export type ValueMap = Record<string, unknown>;

const types = new WeakMap<object, string>();
const nils = new WeakSet<object>();

/** Marks a slice or map as one of another element type: `[]string`, `map[string]string`. */
export function typed<T extends object>(value: T, type: string): T {
  types.set(value, type);
  return value;
}

/** An empty slice or map that is nil in Go: JSON writes it as `null`. */
export function nilOf<T extends object>(value: T, type?: string): T {
  nils.add(value);
  return type === undefined ? value : typed(value, type);
}

export function isNilValue(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'object' && nils.has(value));
}

export function int(value: bigint | number, type = 'int'): Int {
  return new Int(typeof value === 'bigint' ? value : BigInt(value), type);
}

/** An int64, wrapped around as Go does. */
export function int64(value: bigint): Int {
  return new Int(BigInt.asIntN(64, value), 'int64');
}

export function strings(values: readonly string[]): readonly string[] {
  return typed(values, '[]string');
}

export function isMap(value: unknown): value is ValueMap {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Boxed)
  );
}

export function isSlice(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

/** The type as `%T` prints it. */
export function typeName(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'number':
      return 'float64';
    case 'boolean':
      return 'bool';
    case 'object':
      if (value === null) return '<nil>';
      if (value instanceof Boxed) return value.type;
      return types.get(value) ?? (isSlice(value) ? '[]interface {}' : 'map[string]interface {}');
    default:
      return '<nil>';
  }
}

/** The kind as Go's reflect package names it. */
export function kindName(value: unknown): string {
  if (value === undefined || value === null) return 'invalid';
  if (value instanceof Boxed) return value.kind;
  if (isSlice(value)) return 'slice';
  return isMap(value) ? 'map' : typeName(value);
}

/** The type of a slice's or map's elements. */
export function elementType(container: object): string {
  const type = types.get(container);
  if (type === undefined) return 'interface {}';
  return type.slice(type.indexOf(']') + 1);
}

/** What Go gives for a key that a map does not have. */
export function zeroOf(type: string): unknown {
  if (type === 'string') return '';
  if (type === '[]uint8') return nilOf(new Bytes(Buffer.alloc(0)));
  if (type.startsWith('[]')) return nilOf([], type);
  return null;
}

/** Keys in the order in which Go prints and ranges over a map. */
export function sortedKeys(map: ValueMap): string[] {
  const keys = Object.keys(map);
  return isInOrder(map) ? keys : keys.sort(compareBytes);
}

/** Whether `if`, `and`, `not` take the value for true. */
export function isTrue(value: unknown): boolean {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'string':
      return value !== '';
    case 'number':
      return value !== 0;
    case 'object':
      if (value === null) return false;
      if (value instanceof Boxed) return value.isTrue();
      return isSlice(value) ? value.length > 0 : hasKeys(value);
    default:
      return false;
  }
}

function hasKeys(map: object): boolean {
  for (const key in map) if (Object.hasOwn(map, key)) return true;
  return false;
}

/** As reflect.DeepEqual: values of different types are never equal. */
export function deepEqual(a: unknown, b: unknown): boolean {
  if (a === b || (isBare(a) && isBare(b))) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (typeName(a) !== typeName(b)) return false;
  if (a instanceof Boxed && b instanceof Boxed) {
    return a.deepEquals(b);
  }
  if (nils.has(a) !== nils.has(b)) return false;
  if (isSlice(a) && isSlice(b)) {
    return a.length === b.length && a.every((item, i) => deepEqual(item, b[i]));
  }
  const [left, right] = [a as ValueMap, b as ValueMap];
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && deepEqual(left[key], right[key]))
  );
}

function isBare(value: unknown): boolean {
  return value === undefined || value === null;
}
