import { quantityOf } from './quantity';
import { isEqual, isMap, type Fields } from './values';

/**
 * A live value reduced to what somebody asked for: fields that `desired` has, and those that
 * `previous` had and that go. What only the cluster has (defaults, injected items) is left out, and
 * what it writes in other words (`1000m` for `1`) is written as in `desired`.
 */
export function projectLive(live: unknown, desired: unknown, previous: unknown): unknown {
  if (isMap(live) && isMap(desired)) {
    return projectMap(live, desired, isMap(previous) ? previous : {});
  }
  if (Array.isArray(live) && Array.isArray(desired)) {
    return projectList(live, desired, Array.isArray(previous) ? previous : []);
  }
  if (live === undefined && isNothing(desired)) return desired;
  return saysTheSame(live, desired) ? desired : live;
}

function projectMap(live: Fields, desired: Fields, previous: Fields): Fields {
  const projected: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(desired), ...Object.keys(live)])) {
    if (Object.hasOwn(desired, key)) {
      const value = projectLive(live[key], desired[key], previous[key]);
      if (value !== undefined) projected[key] = value;
    } else if (Object.hasOwn(previous, key)) projected[key] = live[key];
  }
  return projected;
}

/** Keys by which the API server merges lists of objects. */
const MERGE_KEYS = ['name', 'containerPort', 'port', 'mountPath', 'ip', 'topologyKey', 'type'];

function projectList(
  live: readonly unknown[],
  desired: readonly unknown[],
  previous: readonly unknown[],
): readonly unknown[] {
  const key = MERGE_KEYS.find((one) => isKey(one, live) && isKey(one, desired));
  if (key === undefined) {
    if (live.length !== desired.length) return live;
    return live.map((item, i) => projectLive(item, desired[i], previous[i]));
  }
  const find = (list: readonly unknown[], value: unknown) =>
    list.find((item) => isMap(item) && isEqual(item[key], value));
  const wanted = desired.flatMap((item) => {
    const value = (item as Fields)[key];
    const found = find(live, value);
    return found === undefined ? [] : [projectLive(found, item, find(previous, value))];
  });
  const going = live.filter((item) => {
    const value = (item as Fields)[key];
    return find(desired, value) === undefined && find(previous, value) !== undefined;
  });
  return [...wanted, ...going];
}

function isKey(key: string, list: readonly unknown[]): boolean {
  const values = list.map((item) => (isMap(item) ? item[key] : undefined));
  return values.every((value) => value !== undefined) && new Set(values).size === values.length;
}

function isNothing(value: unknown): boolean {
  if (value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isMap(value) && Object.values(value).every(isNothing);
}

/** Whether two scalars are one quantity or one duration. */
function saysTheSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  const [left, right] = [quantityOf(a), quantityOf(b)];
  if (left !== undefined && right !== undefined) {
    return Math.abs(left - right) <= Math.abs(left) * 1e-12;
  }
  const [first, second] = [secondsOf(a), secondsOf(b)];
  return first !== undefined && first === second;
}

const SECONDS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1, ms: 0.001 };

function secondsOf(value: unknown): number | undefined {
  if (typeof value !== 'string' || !/^(?:\d+(?:\.\d+)?(?:h|ms|m|s))+$/.test(value))
    return undefined;
  return [...value.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s)/g)].reduce(
    (sum, [, digits, unit = '']) => sum + Number(digits) * (SECONDS[unit] ?? 0),
    0,
  );
}
