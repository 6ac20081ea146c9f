import type { JsonMap } from '../value';
import { changes, deletions } from './diff';
import { joinPatches } from './merge';

export { changes, twoWayPatch } from './diff';
export { applyPatch } from './merge';
export { PatchError } from './schema';

/**
 * The strategic merge patch of `kubectl apply`: from `current` to `modified`, without what `original`
 * had and `modified` has no more.
 */
export function threeWayPatch(
  original: JsonMap,
  modified: JsonMap,
  current: JsonMap,
  type: string,
): JsonMap {
  return joinPatches(deletions(original, modified, type), changes(current, modified, type), type);
}
