import { keyOf, type Manifest, type ObjectKey } from '../core';
import { compareValues } from './compare-values';
import { redactField } from './redact';
import type { FieldChange, ImageChange } from './types';

/** How one object differs between two lists of objects. */
export interface ObjectDifference {
  readonly action: 'add' | 'change' | 'remove';
  readonly object: ObjectKey;
  readonly before?: Manifest;
  readonly after?: Manifest;
  readonly fields: readonly FieldChange[];
  readonly images: readonly ImageChange[];
}

/** Gives each object the namespace it lands in. */
export type Namespacing = (manifest: Manifest) => string | undefined;

/** The differences of two lists of objects, by their keys; of two with one key the last counts. */
export function compareObjects(
  before: readonly Manifest[],
  after: readonly Manifest[],
  namespaces: { readonly before: Namespacing; readonly after: Namespacing },
): ObjectDifference[] {
  const old = indexed(before, namespaces.before);
  const current = indexed(after, namespaces.after);
  const found: ObjectDifference[] = [];
  for (const [key, { object, manifest }] of old) {
    const now = current.get(key)?.manifest;
    if (!now) found.push({ action: 'remove', object, before: manifest, fields: [], images: [] });
    else {
      const change = compareTwo(object, manifest, now);
      if (change) found.push(change);
    }
  }
  for (const [key, { object, manifest }] of current) {
    if (old.has(key)) continue;
    found.push({ action: 'add', object, after: manifest, fields: [], images: [] });
  }
  return found;
}

/** `undefined` where they are equal. */
export function compareTwo(
  object: ObjectKey,
  before: Manifest,
  after: Manifest,
): ObjectDifference | undefined {
  if (before === after) return undefined;
  const found = compareValues(before, after);
  const plain = found.filter(({ pointer }) => pointer !== '/metadata/namespace');
  if (plain.length === 0) return undefined;
  const fields = plain.map((field) => redactField(field, after));
  return { action: 'change', object, before, after, fields, images: imagesIn(fields) };
}

function indexed(manifests: readonly Manifest[], namespaceOf: Namespacing) {
  const found = new Map<string, { object: ObjectKey; manifest: Manifest }>();
  for (const manifest of manifests) {
    const namespace = namespaceOf(manifest);
    const { group, kind, name } = keyOf(manifest);
    const object = { group, kind, ...(namespace !== undefined && { namespace }), name };
    found.set([group, kind, namespace ?? '', name].join('\0'), { object, manifest });
  }
  return found;
}

const IMAGE = /^(.*[cC]ontainers\[([^\]]+)\])\.image$/;

function imagesIn(fields: readonly FieldChange[]): ImageChange[] {
  return fields.flatMap(({ path, before, after }) => {
    const container = IMAGE.exec(path)?.[2];
    if (container === undefined || typeof before !== 'string' || typeof after !== 'string') {
      return [];
    }
    return [{ container, before, after }];
  });
}
