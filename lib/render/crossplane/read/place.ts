import type { ManifestEntry, Pointer } from '../../../core';
import { CompositeError } from '../errors';

/** A document and a place in it, for messages: `composition.yaml:12`, or its construct path. */
export function placeOf({ manifest, origin }: ManifestEntry, pointer: Pointer = ''): string {
  const { file, constructPath, lineOf } = origin;
  if (file !== undefined) {
    const line = lineOf?.(pointer);
    return line === undefined ? file : `${file}:${line}`;
  }
  const name = manifest.metadata.name ?? '';
  return constructPath ?? `${manifest.kind} '${name}'`;
}

/** A fault of a composition at a place. */
export function faultAt(
  entry: ManifestEntry,
  pointer: Pointer,
  message: string,
  hint: string,
): CompositeError {
  const text = `${placeOf(entry, pointer)}: ${message}`;
  return new CompositeError('COMPOSITE_COMPOSITION_INVALID', text, hint);
}
