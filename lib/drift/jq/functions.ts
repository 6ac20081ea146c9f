import { JqRuntimeError, shown } from './failures';
import { listFunctions } from './list-functions';
import { numberFunctions } from './number-functions';
import type { Native } from './native';
import type { Json } from './syntax';
import { textFunctions } from './text-functions';
import { encode, isArray, isObject, objectOf, sortedKeys, typeOf } from './values';

/** The functions that only look at values, by `name/arity`; the others are definitions. */
export const functions: ReadonlyMap<string, Native> = new Map<string, Native>([
  ['length/0', (value) => length(value)],
  ['keys/0', (value) => keys(value)],
  ['type/0', (value) => typeOf(value)],
  ['tojson/0', (value) => encode(value)],
  ['tostring/0', (value) => (typeof value === 'string' ? value : encode(value))],
  ['has/1', (value, [key = null]) => has(value, key)],
  ['contains/1', (value, [part = null]) => contains(value, part)],
  ['inside/1', (value, [whole = null]) => contains(whole, value)],
  ['toboolean/0', (value) => boolean(value)],
  ['env/0', () => objectOf([])],
  ['error/0', (value) => fail(value)],
  ['error/1', (_, [message = null]) => fail(message)],
  ...listFunctions,
  ...numberFunctions,
  ...textFunctions,
]);

function length(value: Json): number {
  if (value === null) return 0;
  if (typeof value === 'number') return Math.abs(value);
  if (typeof value === 'string') return Array.from(value).length;
  if (isArray(value)) return value.length;
  if (isObject(value)) return Object.keys(value).length;
  throw new JqRuntimeError(`${shown(value)} has no length`);
}

function keys(value: Json): Json {
  if (isArray(value)) return value.map((_, index) => index);
  if (isObject(value)) return sortedKeys(value);
  throw new JqRuntimeError(`${typeOf(value)} has no keys`);
}

function has(value: Json, key: Json): boolean {
  if (value === null) return false;
  if (isArray(value) && typeof key === 'number') {
    const index = Math.trunc(key);
    return index >= 0 && index < value.length;
  }
  if (isObject(value) && typeof key === 'string') return Object.hasOwn(value, key);
  throw new JqRuntimeError(`${typeOf(value)} cannot have ${shown(key)}`);
}

function contains(whole: Json, part: Json): boolean {
  if (isArray(whole) && isArray(part)) {
    return part.every((wanted) => whole.some((item) => tryContains(item, wanted)));
  }
  if (isObject(whole) && isObject(part)) {
    const wanted = Object.entries(part);
    if (Object.keys(whole).length < wanted.length) return false;
    return wanted.every(
      ([key, value]) => Object.hasOwn(whole, key) && tryContains(whole[key] as Json, value),
    );
  }
  if (typeof whole === 'string' && typeof part === 'string') return whole.includes(part);
  if (whole === part) return true;
  if (typeof whole === 'number' && typeof part === 'number') return false;
  throw new JqRuntimeError(`${typeOf(whole)} cannot contain ${shown(part)}`);
}

/** Inside lists and objects, what does not compare is not contained. */
function tryContains(whole: Json, part: Json): boolean {
  try {
    return contains(whole, part);
  } catch (error) {
    if (error instanceof JqRuntimeError) return false;
    throw error;
  }
}

function boolean(value: Json): boolean {
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 'false') return value === 'true';
  throw new JqRuntimeError(`${shown(value)} is no boolean`);
}

function fail(message: Json): never {
  throw new JqRuntimeError(typeof message === 'string' ? message : encode(message));
}
