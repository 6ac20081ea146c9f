import { toValidText } from '../template/bytes';
import { Int, isMap, isNilValue } from '../template/values';
import { Failure } from './failure';

/** A JSON object; arrays, strings, numbers, booleans and null below it. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** A JSON object that its holder may change. */
export type Draft = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A copy of JSON data that shares nothing with it. */
export function clone<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(clone) as T;
  const copy: Draft = {};
  for (const key in value) set(copy, key, clone((value as Draft)[key]));
  return copy as T;
}

/** A key named `__proto__` is data like any other. */
export function set(object: Draft, key: string, value: unknown): void {
  if (key === '__proto__') {
    const property = { value, enumerable: true, configurable: true, writable: true };
    Object.defineProperty(object, key, property);
  } else object[key] = value;
}

/** The field; `undefined` where the object has none of its own. */
export function own(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/**
 * A copy as it comes back from JSON: Go's integers become numbers, bytes that are no text U+FFFD.
 *
 * @throws {Failure} for infinities and NaN, which JSON has not.
 */
export function toValidJson(value: unknown): unknown {
  if (typeof value === 'string') return toValidText(value);
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return Object.is(value, -0) ? 0 : value;
    const text = Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
    throw new Failure(`cannot marshal value to JSON: json: unsupported value: ${text}`);
  }
  if (typeof value === 'boolean') return value;
  if (isNilValue(value)) return null;
  if (value instanceof Int) return Number(value.value);
  if (Array.isArray(value)) return value.map(toValidJson);
  const copy: Draft = {};
  for (const key in value as Draft) set(copy, toValidText(key), toValidJson((value as Draft)[key]));
  return copy;
}

/** What Kubernetes' JSON decoder makes of a number without fraction: an int64. */
export function withIntegers(value: unknown): unknown {
  if (typeof value === 'number') return isInt64(value) ? new Int(BigInt(value), 'int64') : value;
  if (Array.isArray(value)) return value.map(withIntegers);
  if (!isMap(value)) return value;
  const copy: Draft = {};
  for (const key in value) set(copy, key, withIntegers(value[key]));
  return copy;
}

/** Whether a JSON number decodes to an int64 rather than to a float64. */
export function isInt64(value: number): boolean {
  return Number.isInteger(value) && value < 2 ** 63 && value >= -(2 ** 63);
}
