import { isEqual, isList, isMap, typeName, type Json, type JsonMap } from '../value';
import { keyOfItem, sortBy } from './order';
import { DELETE_FROM, ORDER, PATCH, PatchError, RETAIN_KEYS, strategyOf } from './schema';

interface Options {
  readonly ignoreDeletions: boolean;
  readonly ignoreChanges: boolean;
  readonly retainKeys?: boolean;
}

/** What is added or changed from `current` to `modified`, as a strategic merge patch. */
export function changes(current: JsonMap, modified: JsonMap, type: string): JsonMap {
  return diffMaps(current, modified, type, { ignoreDeletions: true, ignoreChanges: false });
}

/** All that is different in `modified`. */
export function twoWayPatch(original: JsonMap, modified: JsonMap, type: string): JsonMap {
  return diffMaps(original, modified, type, { ignoreDeletions: false, ignoreChanges: false });
}

/** What `original` has and `modified` has no more. */
export function deletions(original: JsonMap, modified: JsonMap, type: string): JsonMap {
  return diffMaps(original, modified, type, { ignoreDeletions: false, ignoreChanges: true });
}

function diffMaps(
  original: JsonMap,
  modified: JsonMap,
  type: string | undefined,
  options: Options,
): JsonMap {
  const patch = new Map<string, Json>();
  for (const [key, value] of Object.entries(modified)) {
    if (!Object.hasOwn(original, key)) {
      if (!options.ignoreChanges) patch.set(key, value);
      continue;
    }
    const old = original[key] as Json;
    if (typeName(old) !== typeName(value)) {
      if (!options.ignoreChanges) patch.set(key, value);
    } else if (isMap(old) && isMap(value)) diffMap(key, old, value, patch, type, options);
    else if (isList(old) && isList(value)) diffList(key, old, value, patch, type, options);
    else if (!options.ignoreChanges && old !== value) patch.set(key, value);
  }
  const gone = Object.keys(original).filter((key) => !Object.hasOwn(modified, key));
  if (!options.ignoreDeletions) for (const key of gone) patch.set(key, null);
  if (options.retainKeys) {
    const kept = Object.keys(modified).filter((key) => modified[key] !== null);
    const isMore = gone.some((key) => original[key] !== null);
    if (kept.length > 0 && (patch.size > 0 || isMore)) patch.set(RETAIN_KEYS, kept.sort());
  }
  return Object.fromEntries(patch);
}

function diffMap(
  key: string,
  old: JsonMap,
  value: JsonMap,
  patch: Map<string, Json>,
  type: string | undefined,
  options: Options,
): void {
  const found = lookUp(type, key, old, value);
  if (!found) return;
  if (found.strategy === 'replace') {
    if (!options.ignoreChanges) patch.set(key, value);
    return;
  }
  const inner = diffMaps(old, value, found.type, { ...options, retainKeys: found.retainKeys });
  if (Object.keys(inner).length > 0) patch.set(key, inner);
}

function diffList(
  key: string,
  old: readonly Json[],
  value: readonly Json[],
  patch: Map<string, Json>,
  type: string | undefined,
  options: Options,
): void {
  const found = lookUp(type, key, old, value);
  if (!found) return;
  if (found.strategy !== 'merge') {
    if (!options.ignoreChanges && !isEqual(old, value)) patch.set(key, value);
    return;
  }
  if (old.length === 0) {
    if (value.length > 0 && !options.ignoreChanges) patch.set(key, value);
    return;
  }
  const inner = { ...options, retainKeys: found.retainKeys };
  if (isMap(old[0])) diffItems(key, old, value, patch, found.type, found.mergeKey, inner);
  else diffScalars(key, old, value, patch, options);
}

function diffItems(
  key: string,
  old: readonly Json[],
  value: readonly Json[],
  patch: Map<string, Json>,
  type: string | undefined,
  mergeKey: string,
  options: Options,
): void {
  const [before, after] = [sorted(old, mergeKey), sorted(value, mergeKey)];
  const changed: Json[] = [];
  const deleted: Json[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    const [was, now] = [before[i], after[j]];
    if (was && now && was.text === now.text) {
      const inner = diffMaps(was.item, now.item, type, options);
      if (Object.keys(inner).length > 0) changed.push({ ...inner, [mergeKey]: now.key });
      i++;
      j++;
    } else if (now && (!was || now.text < was.text)) {
      if (!options.ignoreChanges) changed.push(now.item);
      j++;
    } else if (was) {
      if (!options.ignoreDeletions) deleted.push({ [mergeKey]: was.key, [PATCH]: 'delete' });
      i++;
    }
  }
  const list = [...sortBy(changed, value, mergeKey, true), ...deleted];
  if (list.length > 0) patch.set(key, list);
  const isSameOrder =
    old.length === value.length &&
    old.every((item, at) => keyOfItem(item, mergeKey) === keyOfItem(value[at] as Json, mergeKey));
  const isOrdered = options.ignoreChanges ? list.length > 0 : list.length > 0 || !isSameOrder;
  const order = value.map((item) => ({ [mergeKey]: keyOfItem(item, mergeKey) }));
  if (isOrdered && order.length > 0) patch.set(`${ORDER}${key}`, order);
}

function sorted(list: readonly Json[], mergeKey: string) {
  const keyed = list.map((item) => {
    const key = keyOfItem(item, mergeKey);
    return { item: item as JsonMap, key, text: String(key) };
  });
  return keyed.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
}

function diffScalars(
  key: string,
  old: readonly Json[],
  value: readonly Json[],
  patch: Map<string, Json>,
  options: Options,
): void {
  const [before, after] = [count(old), count(value)];
  const added = [...after].flatMap(([item, n]) =>
    Array<Json>(Math.max(0, n - (before.get(item) ?? 0))).fill(item),
  );
  const gone = [...before].flatMap(([item, n]) => (n > (after.get(item) ?? 0) ? [item] : []));
  if (!options.ignoreChanges && added.length > 0) patch.set(key, sortBy(added, value, '', false));
  const isDeleting = !options.ignoreDeletions && gone.length > 0;
  if (isDeleting) patch.set(`${DELETE_FROM}${key}`, gone);
  const isChanged = !options.ignoreChanges && !isEqual(old, value);
  if ((isDeleting || isChanged) && value.length > 0) patch.set(`${ORDER}${key}`, value);
}

function count(list: readonly Json[]): Map<Json, number> {
  const counts = new Map<Json, number>();
  for (const item of list) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

/** `undefined` for a field that no struct has, as long as it does not differ. */
function lookUp(type: string | undefined, key: string, old: Json, value: Json) {
  try {
    return strategyOf(type, key);
  } catch (error) {
    if (error instanceof PatchError && isEqual(old, value)) return undefined;
    throw error;
  }
}
