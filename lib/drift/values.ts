import { valueAt, type Manifest, type Pointer } from '../core';

/** Whether `pointer` of `manifest` is written there, `null` excepted: the API server drops that. */
export function isWritten(manifest: Manifest, pointer: Pointer): boolean {
  const value = valueAt(manifest, pointer);
  return value !== undefined && value !== null;
}

/** The text at `pointer`; `undefined` for anything else, the empty text included. */
export function textIn(root: unknown, pointer: Pointer): string | undefined {
  const value = valueAt(root, pointer);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The elements of the list at `pointer`; none where there is no list. */
export function listIn(root: unknown, pointer: Pointer): readonly unknown[] {
  const value = valueAt(root, pointer);
  return Array.isArray(value) ? value : [];
}

/** The map at `pointer`; an empty one where there is none. */
export function mapIn(root: unknown, pointer: Pointer): Readonly<Record<string, unknown>> {
  const value = valueAt(root, pointer);
  return isMap(value) ? value : {};
}

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
