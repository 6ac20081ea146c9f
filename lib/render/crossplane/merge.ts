import { deepEqual } from '../../template/values';
import { Failure } from '../../crossplane/failure';
import { isInt64, isObject, own, set, type Draft } from '../../crossplane/json';

/** How a patched value and the one in its place become one. */
export interface MergeOptions {
  /** Whether the patched value wins over one that is there and not empty. */
  readonly overwrite: boolean;
  /** Whether lists are joined, rather than one of the two taken. */
  readonly appendSlice: boolean;
  /**
   * Whether only one of the two has its whole numbers as int64: to Go they then differ from equal
   * float64s, and both stay when lists are joined. Default no.
   */
  readonly numbersDiffer?: boolean;
}

/**
 * What mergo 1.0.2 makes of two values of a field, as crossplane-runtime calls it. Corner cases
 * included: an empty object does not clear one, a target of `false`, `0`, `""`, `[]` or null counts as
 * absent, lists inside objects are joined with their duplicates.
 *
 * @param target changed in place where it is an object.
 */
export function merge(target: unknown, source: unknown, options: MergeOptions): unknown {
  if (target === undefined || target === null || source === null) return source;
  const unique = options.appendSlice ? withoutDuplicates(target, source, options) : source;
  const holder: Draft = { arg: target };
  mergeObjects(holder, { arg: unique }, options);
  return holder['arg'];
}

/** `mergo.Merge` of two objects: fills `target`, which is changed in place. */
export function mergeObjects(target: Draft, source: Draft, options: MergeOptions): void {
  const { overwrite, appendSlice } = options;
  for (const key of Object.keys(source)) {
    const value = source[key];
    const before = own(target, key);
    if (value === null) {
      if (overwrite) set(target, key, null);
    } else if (Array.isArray(value)) {
      const there = before !== undefined && before !== null;
      if (appendSlice && there) set(target, key, joined(before, value, options));
      else if (overwrite || isEmpty(before)) set(target, key, value);
    } else if (isObject(value) && isObject(before) && !isEmpty(before)) {
      mergeObjects(before as Draft, value as Draft, options);
    } else if (overwrite || isEmpty(before)) set(target, key, value);
  }
}

function joined(
  before: unknown,
  value: readonly unknown[],
  { numbersDiffer }: MergeOptions,
): readonly unknown[] {
  if (Array.isArray(before)) return [...(before as unknown[]), ...value];
  const type = numbersDiffer && typeof before === 'number' ? 'float64' : goType(before);
  throw new Failure(
    `failed to merge values: cannot append two slices with different type ([]interface {}, ${type})`,
  );
}

function goType(value: unknown): string {
  if (typeof value === 'number') return isInt64(value) ? 'int64' : 'float64';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'string' ? 'string' : 'map[string]interface {}';
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isObject(value)) return Object.keys(value).length === 0;
  return !value;
}

/** The elements of `source` that `target` has not; only where both are lists. */
function withoutDuplicates(target: unknown, source: unknown, options: MergeOptions): unknown {
  if (!Array.isArray(target) || !Array.isArray(source)) return source;
  return source.filter((item) => {
    if (options.numbersDiffer && holdsInteger(item)) return true;
    return !target.some((other) => deepEqual(other, item));
  });
}

function holdsInteger(value: unknown): boolean {
  if (typeof value === 'number') return isInt64(value);
  if (Array.isArray(value)) return value.some(holdsInteger);
  return isObject(value) && Object.values(value).some(holdsInteger);
}
