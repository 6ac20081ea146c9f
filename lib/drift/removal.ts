import { formatPointer, parsePointer, valueAt, type Manifest, type Pointer } from '../core';
import { isMap } from './values';

/**
 * What to take out of a manifest so that a field is gone and no empty map stays in its place: Argo CD
 * compares `labels: {}`, three ways, as if Git had taken away all that others wrote there.
 */
export function removalOf(manifest: Manifest, pointer: Pointer): Pointer {
  const tokens = parsePointer(pointer);
  let depth = tokens.length;
  while (depth > 2) {
    const parent = valueAt(manifest, formatPointer(tokens.slice(0, depth - 1)));
    if (!isMap(parent) || Object.keys(parent).length !== 1) break;
    depth--;
  }
  return formatPointer(tokens.slice(0, depth));
}
