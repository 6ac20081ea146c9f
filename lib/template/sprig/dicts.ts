import { fixed, variadic, type TemplateFunction } from '../functions';
import { textOf } from '../print';
import {
  isMap,
  isNilValue,
  isSlice,
  isTrue,
  sortedKeys,
  strings,
  typed,
  typeName,
  type ValueMap,
} from '../values';
import { fail } from './panic';

const own = (map: ValueMap, key: string): unknown =>
  Object.hasOwn(map, key) ? (map[key] ?? null) : undefined;

const deepCopy = fixed(['any'], (value) =>
  value === null ? fail('reflect: call of reflect.Value.Type on zero Value') : copyOf(value),
);
const merge = variadic(['map'], 'map', (target, ...sources) => {
  for (const source of sources) fillUp(target, source);
  return target;
});
const mergeOverwrite = variadic(['map'], 'map', (target, ...sources) => {
  for (const source of sources) overwrite(target, source);
  return target;
});

export const dicts: Readonly<Record<string, TemplateFunction>> = {
  dict: variadic([], 'any', (...pairs) => {
    const map: ValueMap = {};
    for (let i = 0; i < pairs.length; i += 2) {
      put(map, textOf(pairs[i]), i + 1 < pairs.length ? pairs[i + 1] : '');
    }
    return map;
  }),
  get: fixed(['map', 'string'], (map, key) => {
    const value = own(map, key);
    return value === undefined ? '' : value;
  }),
  set: fixed(['map', 'string', 'any'], (map, key, value) => {
    if (isNilValue(map)) fail('assignment to entry in nil map');
    return put(map, key, value);
  }),
  unset: fixed(['map', 'string'], (map, key) => {
    Reflect.deleteProperty(map, key);
    return map;
  }),
  hasKey: fixed(['map', 'string'], (map, key) => own(map, key) !== undefined),
  pluck: variadic(['string'], 'map', (key, ...maps) =>
    maps.map((map) => own(map, key)).filter((value) => value !== undefined),
  ),
  // Go gives these two in random order.
  keys: variadic([], 'map', (...maps) => strings(maps.flatMap(sortedKeys))),
  values: fixed(['map'], (map) => sortedKeys(map).map((key) => map[key] ?? null)),
  pick: variadic(['map'], 'string', (map, ...keys) => choose(map, (key) => keys.includes(key))),
  omit: variadic(['map'], 'string', (map, ...keys) => choose(map, (key) => !keys.includes(key))),
  merge,
  mustMerge: merge,
  mergeOverwrite,
  mustMergeOverwrite: mergeOverwrite,
  deepCopy,
  mustDeepCopy: deepCopy,
  dig: variadic([], 'any', (...args) => dig(args)),
};

function put(map: ValueMap, key: string, value: unknown): ValueMap {
  Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
  return map;
}

function choose(map: ValueMap, wanted: (key: string) => boolean): ValueMap {
  const out: ValueMap = {};
  for (const key of Object.keys(map)) if (wanted(key)) put(out, key, map[key]);
  return out;
}

/** Takes from `source` what `target` lacks or has empty; maps into maps. */
function fillUp(target: ValueMap, source: ValueMap): void {
  for (const [key, value] of Object.entries(source)) {
    if (isNilValue(value)) continue;
    const current = own(target, key);
    if (isMap(value) && isMap(current) && isTrue(current)) fillUp(current, value);
    else if (!isTrue(current)) put(target, key, value);
  }
}

function overwrite(target: ValueMap, source: ValueMap): void {
  for (const [key, value] of Object.entries(source)) {
    const current = own(target, key);
    if (isMap(value) && isMap(current) && isTrue(current)) overwrite(current, value);
    else put(target, key, value);
  }
}

function copyOf(value: unknown): unknown {
  if (isSlice(value)) return typed(value.map(copyOf), typeName(value));
  if (!isMap(value)) return value;
  const out: ValueMap = {};
  for (const key of Object.keys(value)) put(out, key, copyOf(value[key]));
  return typed(out, typeName(value));
}

/** `dig "a" "b" default map`: `map.a.b`, or the default where a key is missing. */
function dig(args: readonly unknown[]): unknown {
  if (args.length < 3) fail('dig needs at least three arguments');
  const keys = args.slice(0, -2);
  let value = args.at(-1);
  const mapType = 'map[string]interface {}';
  const convert = (from: unknown, type: string) =>
    `interface conversion: interface {} is ${from === null ? 'nil' : typeName(from)}, not ${type}`;
  if (typeName(value) !== mapType) fail(convert(value, mapType));
  for (const key of keys) if (typeof key !== 'string') fail(convert(key, 'string'));
  for (const key of keys as string[]) {
    if (typeName(value) !== mapType) fail(convert(value, mapType));
    const next = own(value as ValueMap, key);
    if (next === undefined) return args.at(-2);
    value = next;
  }
  return value;
}
