import { isMap, printValue, sortedKeys, typed, typeName, type ValueMap } from '../template';
import { ExpansionFailure } from './failure';

/** One set of parameters; `null` where Argo CD has a nil map. */
export type Params = ValueMap | null;

/** Puts `over` on `base`, maps into maps: what matrix and merge do under goTemplate. */
export function overlay(base: Params, over: Params): ValueMap {
  const out: ValueMap = { ...base };
  for (const [key, value] of Object.entries(over ?? {})) {
    const below = Object.hasOwn(out, key) ? out[key] : undefined;
    const merges = isMap(value) && isMap(below) && Object.keys(below).length > 0;
    setOwn(out, key, merges ? overlayMap(below, value) : value);
  }
  return out;
}

function overlayMap(below: ValueMap, value: ValueMap): ValueMap {
  const type = typeName(below);
  if (type === 'map[string]string' && typeName(value) !== type && Object.keys(value).length > 0) {
    throw new ExpansionFailure(
      'Argo CD panics, its log says so and its status does not: reflect.Value.SetMapIndex: value of type interface {} is not assignable to type string',
      {
        hint: 'the labels, annotations or values of a generator take no map of another one: rename the key in one of the two',
      },
    );
  }
  return typed(overlay(below, value), type);
}

/**
 * Both sets as strings: what matrix does without goTemplate.
 *
 * @throws {ExpansionFailure} where both have a key with different values.
 */
export function combineStrings(a: Params, b: Params): ValueMap {
  const out: ValueMap = {};
  for (const [key, value] of Object.entries(a ?? {})) setOwn(out, key, printValue(value));
  for (const [key, value] of Object.entries(b ?? {})) {
    const text = printValue(value);
    const current = Object.hasOwn(out, key) ? out[key] : undefined;
    if (current !== undefined && current !== text) {
      throw new ExpansionFailure(
        `found duplicate key ${key} with different value, a: ${String(current)} ,b: ${text}`,
        { hint: `rename '${key}' in one of the two generators, or set goTemplate: true` },
      );
    }
    setOwn(out, key, text);
  }
  return out;
}

/** Names joined by dots, values as Go prints them: what post-selectors look at. */
export function flatten(params: Params): Map<string, string> {
  const flat = new Map<string, string>();
  const visit = (value: unknown, key: string): void => {
    const prefix = key === '' ? '' : `${key}.`;
    if (isMap(value)) for (const name of sortedKeys(value)) visit(value[name], prefix + name);
    else if (Array.isArray(value) && typeName(value) === '[]interface {}') {
      value.forEach((item, i) => visit(item, prefix + String(i)));
    } else flat.set(key, printValue(value));
  };
  visit(params ?? {}, '');
  return flat;
}

/** Parameters of an object that comes from outside; without goTemplate flat, and as strings. */
export function fileParams(object: Params, goTemplate: boolean): ValueMap {
  if (goTemplate) return copy(object ?? {});
  const params: ValueMap = {};
  for (const [key, text] of flatten(object)) setOwn(params, key, text);
  return params;
}

/** Sets a property of its own, `__proto__` included. */
export function setOwn(target: ValueMap, key: string, value: unknown): void {
  if (key !== '__proto__') target[key] = value;
  else
    Object.defineProperty(target, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
}

/** A copy that shares nothing with the original. */
export function copy<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copy) as T;
  if (!isMap(value)) return value;
  const out: ValueMap = {};
  for (const key of Object.keys(value)) setOwn(out, key, copy(value[key]));
  return out as T;
}
