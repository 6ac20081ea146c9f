import type { SyncMethod } from './application';
import { TypedError } from './typed';
import { fieldOf, isList, type JsonMap } from './value';

/**
 * Refuses what the API server takes for a conflict: another uid or resourceVersion than the live
 * object has, and managed fields in an apply.
 *
 * @throws {TypedError}
 */
export function refuseConflict(live: JsonMap, target: JsonMap, method: SyncMethod): void {
  const [wanted, found] = [target, live].map((object) => fieldOf(object, 'metadata'));
  for (const key of ['uid', 'resourceVersion']) {
    const value = fieldOf(wanted, key);
    if (typeof value !== 'string' || value === '' || value === fieldOf(found, key)) continue;
    throw new TypedError(
      `${key} is ${value}, which is not that of the live object`,
      `/metadata/${key}`,
    );
  }
  const managed = fieldOf(wanted, 'managedFields');
  if (method === 'server-side apply' && isList(managed) && managed.length > 0) {
    throw new TypedError('an apply may not have managedFields', '/metadata/managedFields');
  }
}
