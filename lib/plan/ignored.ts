import { valueAt, type Manifest, type ObjectKey } from '../core';
import { isMap } from './values';

/** The JSON pointers that an Application leaves out of its comparison of one object. */
export function ignoredBy(application: Manifest, object: ObjectKey): string[] {
  const rules = valueAt(application, '/spec/ignoreDifferences');
  if (!Array.isArray(rules)) return [];
  return rules.filter(isMap).flatMap(({ group = '', kind, name, namespace, jsonPointers }) => {
    const applies =
      fits(group, object.group) &&
      fits(kind, object.kind) &&
      (name === undefined || name === object.name) &&
      (namespace === undefined || namespace === object.namespace);
    return applies && Array.isArray(jsonPointers) ? jsonPointers.map(String) : [];
  });
}

function fits(wanted: unknown, found: string): boolean {
  return wanted === '*' || wanted === found;
}
