import { isMap, type ValueMap } from '../template';
import { ExpansionFailure } from './failure';
import { setOwn } from './params';
import { isStruct, type Shape } from './shape';

/** The only list of an Application that merges: a set of names. */
const SET_FIELD = 'finalizers';
const DELETES = `$deleteFromPrimitiveList/${SET_FIELD}`;

/**
 * Kubernetes' strategic merge of a patch into an Application: null deletes, maps merge, lists are
 * replaced but for finalizers, `$patch`, `$retainKeys` and deletions from finalizers are obeyed.
 *
 * @throws {ExpansionFailure} for what Kubernetes refuses.
 */
export function strategicMerge(original: ValueMap, patch: ValueMap, shape: Shape): ValueMap {
  const directive = patch.$patch;
  if (directive === 'delete') return {};
  if (directive === 'replace') return without(patch, '$patch');
  if (directive !== undefined && directive !== 'merge') {
    fail(`Wrong Patch Type: ${String(directive)}`, 'write $patch: replace, delete or merge');
  }
  const out = retained(original, patch);
  for (const [key, value] of Object.entries(patch)) {
    if (key === '$patch' || key === '$retainKeys' || key === DELETES) continue;
    if (key.startsWith('$')) {
      fail(`directive ${key} is not offered here`, 'write the whole list instead');
    }
    if (value === null) Reflect.deleteProperty(out, key);
    else setOwn(out, key, mergeValue(out, key, value, shape));
  }
  const deleted = patch[DELETES];
  const kept = out[SET_FIELD];
  if (Array.isArray(deleted) && Array.isArray(kept)) {
    out[SET_FIELD] = kept.filter((name) => !deleted.includes(name));
  }
  return out;
}

function mergeValue(original: ValueMap, key: string, value: unknown, shape: Shape): unknown {
  const current = Object.hasOwn(original, key) ? original[key] : undefined;
  if (current === undefined) return withoutNulls(value);
  const maps = isMap(value) && isMap(current);
  if (!maps && !(Array.isArray(value) && Array.isArray(current))) return value;
  // Arbitrary JSON has no type whose fields could say how to merge.
  if (shape === 'json') {
    fail(
      `unable to find api field in struct RawExtension for the json field "${key}"`,
      'leave the maps and lists of valuesObject out of the template, or out of the patch',
    );
  }
  if (maps) return strategicMerge(current, value, below(shape, key));
  if (key !== SET_FIELD) return value;
  return [...new Set([...(value as unknown[]), ...(current as unknown[])])];
}

function below(shape: Shape, key: string): Shape {
  if (isStruct(shape)) return shape.fields[key]?.shape ?? 'json';
  return typeof shape === 'object' && 'map' in shape ? shape.map : 'json';
}

/** The fields that `$retainKeys` keeps: all, where it is not given. */
function retained(original: ValueMap, patch: ValueMap): ValueMap {
  const keep = patch.$retainKeys;
  if (keep === undefined) return { ...original };
  if (!Array.isArray(keep)) fail('invalid patch format of retainKeys', 'write a list of names');
  const names = new Set<unknown>(keep);
  const extra = Object.keys(patch).find((key) => !key.startsWith('$') && !names.has(key));
  if (extra !== undefined) {
    fail('invalid patch format of retainKeys', `add ${extra} to $retainKeys`);
  }
  return Object.fromEntries(Object.entries(original).filter(([key]) => names.has(key)));
}

function without(map: ValueMap, key: string): ValueMap {
  return Object.fromEntries(Object.entries(map).filter(([name]) => name !== key));
}

function withoutNulls(value: unknown): unknown {
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== null)
      .map(([key, item]) => [key, withoutNulls(item)]),
  );
}

function fail(message: string, hint: string): never {
  throw new ExpansionFailure(message, { hint });
}
