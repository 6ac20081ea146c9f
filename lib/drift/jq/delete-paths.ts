import { bounds, clamp } from './access';
import { JqRuntimeError, shown } from './failures';
import type { Json } from './syntax';
import { isArray, isObject, objectOf, typeOf } from './values';

/** Stands where something was deleted until all are: indexes must not move in between. */
const HOLE = Symbol('deleted');
type Holed = Json | typeof HOLE | Holed[] | { [key: string]: Holed };

/**
 * `delpaths` of gojq: what is missing is left alone, all indexes are those of the untouched value.
 *
 * @throws {JqRuntimeError} where a path does not fit the value.
 */
export function deleteAll(value: Json, paths: Json): Json {
  if (!isArray(paths)) throw new JqRuntimeError(`paths are a list, not ${shown(paths)}`);
  if (paths.length === 0) return value;
  let holed: Holed = value;
  for (const path of paths) {
    if (!isArray(path)) throw new JqRuntimeError(`a path is a list, not ${shown(path)}`);
    holed = punch(holed, path, 0);
  }
  return closed(holed);
}

function punch(value: Holed, path: readonly Json[], depth: number): Holed {
  if (depth === path.length) return HOLE;
  const key = path[depth] as Json;
  if (typeof key === 'string') {
    if (value === null || value === HOLE) return value;
    if (!isObject(value as Json)) throw misfit(value, key);
    return punchField(value as { [key: string]: Holed }, key, path, depth);
  }
  if (typeof key !== 'number' && !isObject(key)) throw misfit(value, key);
  if (value === null || value === HOLE) return value;
  if (!Array.isArray(value)) throw misfit(value, key);
  const list = value as readonly Holed[];
  if (typeof key === 'number') return punchItem(list, Math.trunc(key), path, depth);
  return punchSlice(list, key, path, depth);
}

function punchField(
  object: { [key: string]: Holed },
  key: string,
  path: readonly Json[],
  depth: number,
): Holed {
  if (!Object.hasOwn(object, key)) return object;
  const changed = punch(object[key] as Holed, path, depth + 1);
  return Object.fromEntries(
    Object.entries(object).map(([name, old]) => [name, name === key ? changed : old]),
  );
}

function punchItem(
  list: readonly Holed[],
  index: number,
  path: readonly Json[],
  depth: number,
): Holed {
  const at = clamp(index, -1, list.length);
  if (at < 0 || at >= list.length) return list as Holed;
  return list.with(at, punch(list[at] as Holed, path, depth + 1));
}

function punchSlice(
  list: readonly Holed[],
  key: Json,
  path: readonly Json[],
  depth: number,
): Holed {
  const { start, end } = key as { start?: Json; end?: Json };
  if (start === undefined || end === undefined) throw misfit(list as Holed, key);
  const [from, to] = bounds(list.length, start, end);
  if (from === to) return list as Holed;
  const changed = punch(list.slice(from, to), path, depth + 1);
  const middle = Array.isArray(changed) ? changed : list.slice(from, to).map((): Holed => HOLE);
  return [...list.slice(0, from), ...(middle as Holed[]), ...list.slice(to)];
}

/** What has no holes stays the same object: a path to it goes on through it. */
function closed(value: Holed): Json {
  if (value === HOLE) return null;
  if (typeof value !== 'object' || value === null) return value as Json;
  if (Array.isArray(value)) {
    const list = value as readonly Holed[];
    const kept = list.filter((item) => item !== HOLE);
    const items = kept.map(closed);
    const isWhole = kept.length === list.length && items.every((item, at) => item === kept[at]);
    return (isWhole ? list : items) as Json;
  }
  const fields = Object.entries(value as { [key: string]: Holed });
  const kept = fields.flatMap(([key, field]) =>
    field === HOLE ? [] : [[key, closed(field), field] as const],
  );
  const isWhole = kept.length === fields.length && kept.every(([, now, old]) => now === old);
  return isWhole ? (value as Json) : objectOf(kept.map(([key, field]) => [key, field]));
}

function misfit(value: Holed, key: Json): JqRuntimeError {
  const type = value === HOLE ? 'null' : typeOf(value as Json);
  return new JqRuntimeError(`${type} has no ${shown(key)} to delete`);
}
