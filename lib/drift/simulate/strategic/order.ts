import { fieldOf, isMap, type Json } from '../value';
import { PATCH, PatchError } from './schema';

/** Throws where an item has no merge key. */
export function keyOfItem(item: Json, mergeKey: string): Json {
  if (!isMap(item)) throw new PatchError('a list holds both objects and others');
  const key = fieldOf(item, mergeKey);
  if (key === undefined) throw new PatchError(`an item of a list has no '${mergeKey}'`);
  return key;
}

export function isDeletion(item: Json): boolean {
  return fieldOf(item, PATCH) === 'delete';
}

/** Items in the order of `order`, deletions last. Without a merge key they are scalars. */
export function sortBy(
  items: readonly Json[],
  order: readonly Json[],
  mergeKey: string,
  areMaps: boolean,
): Json[] {
  const kept = areMaps ? items.filter((item) => !isDeletion(item)) : [...items];
  const places = new Map<Json, number>();
  for (const [place, item] of order.entries()) {
    const key = areMaps ? keyOfItem(item, mergeKey) : item;
    if (!places.has(key)) places.set(key, place);
  }
  const placeOf = (item: Json): number | undefined =>
    places.get(areMaps ? keyOfItem(item, mergeKey) : item);
  if (areMaps) for (const item of items) keyOfItem(item, mergeKey);
  // As Go's stable sort on short lists, for its comparison is no order where an item has no place.
  for (let i = 1; i < kept.length; i++) {
    for (let j = i; j > 0 && isLess(placeOf(kept[j] as Json), placeOf(kept[j - 1] as Json)); j--) {
      [kept[j - 1], kept[j]] = [kept[j] as Json, kept[j - 1] as Json];
    }
  }
  return areMaps ? [...kept, ...items.filter(isDeletion)] : kept;
}

function isLess(a: number | undefined, b: number | undefined): boolean {
  return a === undefined || b === undefined || a < b;
}

/**
 * Items of the patch in the order that it asks for, with those that only the server has put in
 * between, each before the first patched item that comes after it in the server's list.
 */
export function arrange(
  merged: readonly Json[],
  wanted: readonly Json[],
  serverOrder: readonly Json[],
  mergeKey: string,
  areMaps: boolean,
): Json[] {
  const keyOf = (item: Json): Json => (mergeKey === '' ? item : keyOfItem(item, mergeKey));
  const isWanted = new Set(wanted.map(keyOf));
  const patched = sortBy(
    merged.filter((item) => isWanted.has(keyOf(item))),
    wanted,
    mergeKey,
    areMaps,
  );
  const serverOnly = sortBy(
    merged.filter((item) => !isWanted.has(keyOf(item))),
    serverOrder,
    mergeKey,
    areMaps,
  );
  const places = new Map<Json, number>();
  for (const [place, item] of serverOrder.entries()) {
    const key = areMaps ? (fieldOf(item, mergeKey) ?? null) : item;
    if (!places.has(key)) places.set(key, place);
  }
  const placeOf = (item: Json): number =>
    places.get(areMaps ? (fieldOf(item, mergeKey) ?? null) : item) ?? -1;
  const all: Json[] = [];
  let left = 0;
  for (const item of patched) {
    const place = placeOf(item);
    while (left < serverOnly.length) {
      const other = placeOf(serverOnly[left] as Json);
      if (place < 0 || other < 0 || other >= place) break;
      all.push(serverOnly[left] as Json);
      left++;
    }
    all.push(item);
  }
  return [...all, ...serverOnly.slice(left)];
}

/**
 * What Kubernetes takes for the server's list when it puts the merged items in order: the memory of
 * that list after the merge has worked in it. Deletions move items up, additions fill what became
 * free, and the tail repeats.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/v0.36.1/pkg/util/strategicpatch/patch.go `deleteMatchingEntries`
 */
export function leftIn(
  old: readonly Json[],
  patch: readonly Json[],
  mergeKey: string,
): readonly Json[] {
  if (!patch.some(isDeletion)) return old;
  const slots = [...old];
  let length = slots.length;
  const find = (key: Json) =>
    slots.findIndex((item, at) => at < length && fieldOf(item, mergeKey) === key);
  for (const item of patch.filter(isDeletion)) {
    const key = keyOfItem(item, mergeKey);
    for (let at = find(key); at >= 0; at = find(key)) {
      slots.copyWithin(at, at + 1, length);
      length--;
    }
  }
  for (const item of patch) {
    if (isDeletion(item) || length === slots.length) continue;
    if (find(keyOfItem(item, mergeKey)) < 0) slots[length++] = item;
  }
  return slots;
}
