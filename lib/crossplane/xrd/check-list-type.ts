import type { Pointer } from '../../core';
import { show } from '../../schema';
import { isObject, own, type JsonObject } from '../json';
import type { Tell } from './tell';

/** What a list says of its elements: how they are told apart when it is merged. */
export function checkListType(given: JsonObject, at: Pointer, tell: Tell): boolean {
  const listType = own(given, 'x-kubernetes-list-type');
  const keys = own(given, 'x-kubernetes-list-map-keys');
  if (listType === undefined) {
    return (
      keys === undefined ||
      (Array.isArray(keys) && keys.length === 0) ||
      tell(`${at}/x-kubernetes-list-map-keys`, 'stands alone', 'write x-kubernetes-list-type: map')
    );
  }
  const place = `${at}/x-kubernetes-list-type`;
  if (given['type'] !== 'array') return tell(place, 'is said of what is no array', 'remove it');
  const items = isObject(given['items']) ? given['items'] : {};
  if (listType !== 'map' && Array.isArray(keys) && keys.length > 0) {
    return tell(place, `is ${show(listType)}, beside keys of a map`, "write 'map', or no keys");
  }
  if (listType === 'set') {
    if (!isMerged(items)) return true;
    const hint = "write 'map' with keys, or 'atomic'";
    return tell(place, 'is set, of elements that are no scalars', hint);
  }
  if (listType === 'atomic') return true;
  if (listType !== 'map') return tell(place, `is ${show(listType)}`, 'write atomic, set or map');
  if (!Array.isArray(keys) || keys.length === 0) {
    return tell(
      place,
      'is map, without x-kubernetes-list-map-keys',
      'write the fields that identify an element',
    );
  }
  const fields = isObject(items['properties']) ? items['properties'] : {};
  const required = Array.isArray(items['required']) ? (items['required'] as unknown[]) : [];
  for (const [i, key] of (keys as unknown[]).entries()) {
    const field = own(fields, String(key));
    if (!isObject(field))
      return tell(
        `${at}/x-kubernetes-list-map-keys/${i}`,
        `is ${show(key)}, which the elements do not have`,
        'declare it',
      );
    if (required.includes(key) || own(field, 'default') !== undefined) continue;
    return tell(
      `${at}/x-kubernetes-list-map-keys/${i}`,
      `is ${show(key)}, which the elements need not have`,
      'require it, or give it a default',
    );
  }
  return true;
}

/** Whether parts of an element may be changed alone: objects are so by default, lists are not. */
function isMerged(items: JsonObject): boolean {
  const listType = own(items, 'x-kubernetes-list-type');
  if (items['type'] === 'array') return listType !== undefined && listType !== 'atomic';
  return items['type'] === 'object' && own(items, 'x-kubernetes-map-type') !== 'atomic';
}
