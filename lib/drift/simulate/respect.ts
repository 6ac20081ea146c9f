import { builtInType } from './built-in';
import { applyMergePatch, createMergePatch } from './json-merge';
import { applyPatch, changes } from './strategic';
import { knownPart } from './marshal';
import { fieldOf, isEqual, isList, isMap, withField, type Json, type JsonMap } from './value';

/**
 * What is applied with `RespectIgnoreDifferences=true`: the desired object without what is ignored,
 * and with what the live one has there. In a custom resource a list is taken over as a whole.
 *
 * @param target desired, `normalizedTarget` the same without what is ignored; likewise live.
 * @throws {PatchError} where the patch cannot be made: the sync fails.
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/controller/sync.go
 */
export function respectIgnored(
  target: JsonMap,
  normalizedTarget: JsonMap,
  live: JsonMap,
  normalizedLive: JsonMap,
): JsonMap {
  const from = withField(normalizedLive, 'status', undefined);
  const to = withField(live, 'status', undefined);
  const type = builtInType(
    String(fieldOf(normalizedTarget, 'apiVersion')),
    String(fieldOf(normalizedTarget, 'kind')),
  );
  const patched =
    type === undefined
      ? applyMergePatch(normalizedTarget, createMergePatch(from, to))
      : applyPatch(normalizedTarget, changes(from, to, type), type);
  return restored(patched, target, normalizedTarget, normalizedLive, knownPart(target));
}

/** Undoes what a `replace` strategy of a parent did to fields that are not ignored. */
function restored(
  patched: JsonMap,
  original: JsonMap,
  normalized: JsonMap,
  normalizedLive: Json | undefined,
  known: readonly string[] | undefined,
): JsonMap {
  const result = new Map(Object.entries(patched));
  for (const [key, value] of Object.entries(original)) {
    const now = result.get(key);
    const kept = fieldOf(normalized, key);
    const below =
      known && (known.length === 0 ? known : known[0] === key ? known.slice(1) : undefined);
    if (isMap(now) && isMap(value) && isMap(kept)) {
      result.set(key, restored(now, value, kept, fieldOf(normalizedLive, key), below));
    } else if (kept !== undefined && isUntouched(kept, value, below)) result.set(key, value);
  }
  for (const key of Object.keys(patched)) {
    if (!Object.hasOwn(original, key) && fieldOf(normalizedLive, key) !== undefined)
      result.delete(key);
  }
  return Object.fromEntries(result);
}

/**
 * Whether normalizing left a field alone. Argo CD reads numbers of known types anew, as floats, and
 * takes those for changed.
 */
function isUntouched(kept: Json, value: Json, known: readonly string[] | undefined): boolean {
  return isEqual(kept, value) && !(known?.length === 0 && hasNumber(kept));
}

function hasNumber(value: Json): boolean {
  if (isList(value)) return value.some(hasNumber);
  return isMap(value) ? Object.values(value).some(hasNumber) : typeof value === 'number';
}
