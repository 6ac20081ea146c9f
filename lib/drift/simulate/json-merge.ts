import { isEqual, isList, isMap, typeName, type Json, type JsonMap } from './value';

/** The JSON merge patch (RFC 7386) from one object to another: lists are replaced as a whole. */
export function createMergePatch(from: JsonMap, to: JsonMap): JsonMap {
  const patch = new Map<string, Json>();
  for (const [key, value] of Object.entries(to)) {
    const old = Object.hasOwn(from, key) ? from[key] : undefined;
    if (isMap(old) && isMap(value)) {
      const inner = createMergePatch(old, value);
      if (Object.keys(inner).length > 0) patch.set(key, inner);
    } else if (old === undefined || typeName(old) !== typeName(value) || !isEqual(old, value)) {
      patch.set(key, value);
    }
  }
  for (const key of Object.keys(from)) if (!Object.hasOwn(to, key)) patch.set(key, null);
  return Object.fromEntries(patch);
}

export function applyMergePatch(object: JsonMap, patch: JsonMap): JsonMap {
  const result = new Map(Object.entries(object));
  for (const [key, value] of Object.entries(patch)) {
    const old = result.get(key);
    if (value === null) result.delete(key);
    else if (isMap(old) && isMap(value)) result.set(key, applyMergePatch(old, value));
    else result.set(key, isMap(old) ? value : withoutNulls(value));
  }
  return Object.fromEntries(result);
}

/**
 * What `kubectl apply` sends for a custom resource: changes from `current` to `modified`, and
 * deletions of what `original` had.
 */
export function threeWayMergePatch(
  original: JsonMap,
  modified: JsonMap,
  current: JsonMap,
): JsonMap {
  const additions = keep(createMergePatch(current, modified), false);
  const deletions = keep(createMergePatch(original, modified), true);
  return applyMergePatch(deletions, additions);
}

/** Either the deletions of a patch or all but them. */
function keep(patch: JsonMap, nulls: boolean): JsonMap {
  const kept = Object.entries(patch).flatMap(([key, value]): [string, Json][] => {
    if (value === null) return nulls ? [[key, value]] : [];
    if (!isMap(value)) return nulls ? [] : [[key, value]];
    if (Object.keys(value).length === 0) return nulls ? [] : [[key, value]];
    const inner = keep(value, nulls);
    return Object.keys(inner).length > 0 ? [[key, inner]] : [];
  });
  return Object.fromEntries(kept);
}

function withoutNulls(value: Json): Json {
  if (isList(value)) return value.map(withoutNulls);
  if (!isMap(value)) return value;
  const fields = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(fields.map(([key, field]) => [key, withoutNulls(field)]));
}
