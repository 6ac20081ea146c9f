/** What {@link sortedData} returns for a value that is not data through and through. */
export const NOT_DATA = Symbol('not data');

/**
 * A copy of plain data, keys of maps in order, without nulls (lists keep them as `undefined`); or
 * {@link NOT_DATA} as soon as a token, function or class instance is met. Nothing is called, so the
 * value can then be resolved with more care.
 *
 * @param prune leave out lists and maps that are empty, at any depth.
 */
export function sortedData(value: unknown, prune: boolean): unknown {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return value;
  }
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'object') return NOT_DATA;
  if (value.constructor === Object) return sortedMap(value as Record<string, unknown>, prune);
  return value.constructor === Array ? sortedList(value as unknown[], prune) : NOT_DATA;
}

// Loops by index, since most programs end before this is optimized code.

function sortedList(list: readonly unknown[], prune: boolean): unknown {
  const { resolve, value } = list as { resolve?: unknown; value?: unknown };
  if (resolve !== undefined || value !== undefined) return NOT_DATA;
  const { length } = list;
  if (prune && length === 0) return undefined;
  const result: unknown[] = [];
  for (let i = 0; i < length; i += 1) {
    const data = sortedData(list[i], prune);
    if (data === NOT_DATA) return NOT_DATA;
    result.push(data);
  }
  return result;
}

/** (A `resolve` function that would make the map a token is no data either.) */
function sortedMap(map: Readonly<Record<string, unknown>>, prune: boolean): unknown {
  const keys = sort(Object.keys(map));
  const result: Record<string, unknown> = {};
  let empty = true;
  for (let i = 0; i < keys.length; i += 1) {
    const key = keys[i] as string;
    const data = sortedData(map[key], prune);
    if (data === NOT_DATA) return NOT_DATA;
    if (data === undefined) continue;
    result[key] = data;
    empty = false;
  }
  return empty && prune ? undefined : result;
}

const FEW = 24;

/** Sorts in place by UTF-16 code units; the few keys of a usual map faster than the built-in can. */
export function sort(keys: string[]): string[] {
  if (keys.length > FEW) return keys.sort();
  for (let i = 1; i < keys.length; i += 1) {
    const key = keys[i] as string;
    let to = i;
    for (; to > 0 && (keys[to - 1] as string) > key; to -= 1) keys[to] = keys[to - 1] as string;
    keys[to] = key;
  }
  return keys;
}
