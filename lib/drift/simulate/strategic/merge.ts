import { fieldOf, isList, isMap, typeName, type Json, type JsonMap } from '../value';
import { arrange, isDeletion, keyOfItem, leftIn } from './order';
import { DELETE_FROM, ORDER, PATCH, PatchError, RETAIN_KEYS, strategyOf } from './schema';

interface Options {
  /** The patch meets an object, else another patch: directives are carried out, or kept. */
  readonly final: boolean;
}

/**
 * Applies a strategic merge patch to an object.
 *
 * @throws {PatchError} where Kubernetes refuses it.
 * @see https://github.com/kubernetes/apimachinery/blob/v0.36.1/pkg/util/strategicpatch/patch.go
 */
export function applyPatch(object: JsonMap, patch: JsonMap, type: string): JsonMap {
  return mergeMap(object, patch, type, { final: true });
}

/** One patch out of two. */
export function joinPatches(first: JsonMap, second: JsonMap, type: string): JsonMap {
  return mergeMap(first, second, type, { final: false });
}

function mergeMap(
  object: JsonMap,
  patch: JsonMap,
  type: string | undefined,
  options: Options,
): JsonMap {
  const directive = fieldOf(patch, PATCH);
  if (directive === 'replace') {
    return Object.fromEntries(Object.entries(patch).filter(([key]) => key !== PATCH));
  }
  if (directive === 'delete') return {};
  const result = retained(object, patch, options);
  const rest = new Map(Object.entries(patch));
  rest.delete(RETAIN_KEYS);
  mergeOrdered(result, rest, type, options);
  for (const [key, value] of rest) mergeField(result, key, value, type, options);
  return Object.fromEntries(result);
}

/** `$retainKeys` clears what it does not name; between patches it is handed on. */
function retained(object: JsonMap, patch: JsonMap, { final }: Options): Map<string, Json> {
  const result = new Map(Object.entries(object));
  const kept = fieldOf(patch, RETAIN_KEYS);
  if (!isList(kept)) return result;
  if (!final) {
    if (!result.has(RETAIN_KEYS)) result.set(RETAIN_KEYS, kept);
    return result;
  }
  for (const key of result.keys()) if (!kept.includes(key)) result.delete(key);
  return result;
}

/** Lists that come with their order. */
function mergeOrdered(
  result: Map<string, Json>,
  rest: Map<string, Json>,
  type: string | undefined,
  options: Options,
): void {
  for (const [directive, order] of [...rest]) {
    if (!directive.startsWith(ORDER) || !isList(order)) continue;
    rest.delete(directive);
    if (!options.final && !result.has(directive)) result.set(directive, order);
    const key = directive.slice(ORDER.length);
    const { type: inner, mergeKey, strategy } = strategyOf(type, key);
    const old = result.get(key);
    const patched = rest.get(key);
    let merged: readonly Json[];
    if (isList(old) && isList(patched)) {
      merged = mergeList(old, patched, { inner, mergeKey, strategy }, options);
    } else if (isList(old)) merged = old;
    else if (isList(patched)) merged = withoutDirectives(patched) as readonly Json[];
    else continue;
    const first = (isList(old) ? old[0] : undefined) ?? (isList(patched) ? patched[0] : undefined);
    const server = isList(old) ? leftIn(old, isList(patched) ? patched : [], mergeKey) : [];
    if (first === undefined) throw new PatchError(`'${key}' has no items to order`);
    result.set(key, arrange(merged, order, server, mergeKey, isMap(first)));
    rest.delete(key);
  }
}

function mergeField(
  result: Map<string, Json>,
  name: string,
  value: Json,
  type: string | undefined,
  options: Options,
): void {
  const isDeleteList = name.startsWith(DELETE_FROM);
  if (isDeleteList && !options.final) {
    result.set(name, value);
    return;
  }
  const key = isDeleteList ? name.slice(DELETE_FROM.length) : name;
  if (value === null) {
    result.delete(key);
    if (options.final) return;
  }
  const old = result.get(key);
  if (old === undefined || typeName(old) !== typeName(value)) {
    if (isDeleteList) return;
    const kept = withoutDirectives(options.final ? withoutNulls(value) : value);
    if (kept === undefined) result.delete(key);
    else result.set(key, kept);
  } else if (isMap(old) && isMap(value)) {
    const { type: inner, strategy } = strategyOf(type, key);
    result.set(key, strategy === 'replace' ? value : mergeMap(old, value, inner, options));
  } else if (isList(old) && isList(value)) {
    const { type: inner, mergeKey, strategy } = strategyOf(type, key);
    if (isDeleteList)
      result.set(
        key,
        old.filter((item) => !value.includes(item)),
      );
    else result.set(key, mergeList(old, value, { inner, mergeKey, strategy }, options));
  } else result.set(key, value);
}

interface ListFacts {
  readonly inner: string | undefined;
  readonly mergeKey: string;
  readonly strategy: string | undefined;
}

function mergeList(
  old: readonly Json[],
  patch: readonly Json[],
  { inner, mergeKey, strategy }: ListFacts,
  options: Options,
): readonly Json[] {
  if (strategy !== 'merge') return patch;
  const first = old[0] ?? patch[0];
  if (first === undefined) return old;
  if (!isMap(first)) {
    return arrange([...new Set([...old, ...patch])], patch, old, mergeKey, false);
  }
  const { kept, items } = withoutDeleted(old, patch, mergeKey, options);
  const merged = [...kept];
  for (const item of items) {
    const key = keyOfItem(item, mergeKey);
    const at = merged.findIndex((other) => keyOfItem(other, mergeKey) === key);
    const found = merged[at];
    if (found === undefined) merged.push(item);
    else merged[at] = mergeMap(found as JsonMap, item as JsonMap, inner, options);
  }
  return arrange(merged, items, kept, mergeKey, true);
}

/** Carries out the deletions in a patched list. */
function withoutDeleted(
  old: readonly Json[],
  patch: readonly Json[],
  mergeKey: string,
  _options: Options,
) {
  const gone = patch.filter(isDeletion).map((item) => keyOfItem(item, mergeKey));
  return {
    kept: old.filter((item) => !gone.includes(keyOfItem(item, mergeKey))),
    items: patch.filter((item) => !isDeletion(item)),
  };
}

/** `undefined` for what is nothing but a directive. */
function withoutDirectives(value: Json): Json | undefined {
  if (isList(value)) return value.map(withoutDirectives).filter((item) => item !== undefined);
  if (!isMap(value)) return value;
  if (Object.hasOwn(value, PATCH)) return undefined;
  const fields = Object.entries(value).flatMap(([key, field]) => {
    const kept = withoutDirectives(field);
    return kept === undefined ? [] : [[key, kept] as const];
  });
  return Object.fromEntries(fields);
}

function withoutNulls(value: Json): Json {
  if (isList(value)) return value.map(withoutNulls);
  if (!isMap(value)) return value;
  const fields = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(fields.map(([key, field]) => [key, withoutNulls(field)]));
}
