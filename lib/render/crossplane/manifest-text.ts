import { isObject, own, type Draft } from '../../crossplane/json';
import type { JsonObject } from './protocol';

/*
 * Fields of objects whose shape nobody has checked, read as `unstructured.Unstructured` reads them: what
 * has another type is as good as absent.
 */

export function textAt(object: JsonObject, ...path: readonly string[]): string {
  const value = fieldAt(object, ...path);
  return typeof value === 'string' ? value : '';
}

/** The value, or `undefined` where a part of the path is missing or no object. */
export function fieldAt(object: JsonObject, ...path: readonly string[]): unknown {
  let value: unknown = object;
  for (const name of path) {
    if (!isObject(value)) return undefined;
    value = own(value, name);
  }
  return value;
}

export function nameOf(object: JsonObject): string {
  return textAt(object, 'metadata', 'name');
}

export function namespaceOf(object: JsonObject): string {
  return textAt(object, 'metadata', 'namespace');
}

/** Sets a field of `metadata`; an empty text removes it, and metadata that is no object stays. */
export function setMetadata(object: Draft, field: string, value: string): void {
  const metadata = own(object, 'metadata');
  if (value === '') {
    if (isObject(metadata)) Reflect.deleteProperty(metadata, field);
  } else if (metadata === undefined) object['metadata'] = { [field]: value };
  else if (isObject(metadata)) (metadata as Draft)[field] = value;
}

/** Labels or annotations: of a map with anything but texts nothing is read. */
export function textsAt(
  object: JsonObject,
  field: 'labels' | 'annotations',
): Readonly<Record<string, string>> {
  const found = fieldAt(object, 'metadata', field);
  if (!isObject(found)) return {};
  const values = Object.values(found);
  return values.every((value) => typeof value === 'string')
    ? (found as Record<string, string>)
    : {};
}

/** Group, version and kind; all empty where apiVersion cannot be read. */
export function kindOf(object: JsonObject): {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
} {
  const parts = textAt(object, 'apiVersion').split('/');
  if (parts.length > 2) return { group: '', version: '', kind: '' };
  const [first = '', second] = parts;
  const kind = textAt(object, 'kind');
  return second === undefined
    ? { group: '', version: first, kind }
    : { group: first, version: second, kind };
}
