import { parsePointer, valueAt, type Manifest, type Pointer } from '../core';

/** Whether `pointer` of `manifest` is written there, `null` excepted: the API server drops that. */
export function isWritten(manifest: Manifest, pointer: Pointer): boolean {
  const value = valueAt(manifest, pointer);
  return value !== undefined && value !== null;
}

/** The value at a pointer that a program names, not data: it is parsed once. */
export function valueIn(root: unknown, pointer: Pointer): unknown {
  let tokens = parsed.get(pointer);
  if (!tokens) parsed.set(pointer, (tokens = parsePointer(pointer)));
  let value = root;
  for (const token of tokens) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, token))
      return undefined;
    value = (value as Readonly<Record<string, unknown>>)[token];
  }
  return value;
}

const parsed = new Map<Pointer, readonly string[]>();

/** The text at `pointer`; `undefined` for anything else, the empty text included. */
export function textIn(root: unknown, pointer: Pointer): string | undefined {
  const value = valueIn(root, pointer);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The elements of the list at `pointer`; none where there is no list. */
export function listIn(root: unknown, pointer: Pointer): readonly unknown[] {
  const value = valueIn(root, pointer);
  return Array.isArray(value) ? (value as readonly unknown[]) : NO_LIST;
}

/** The map at `pointer`; an empty one where there is none. */
export function mapIn(root: unknown, pointer: Pointer): Readonly<Record<string, unknown>> {
  const value = valueIn(root, pointer);
  return isMap(value) ? value : NO_MAP;
}

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isEmptyMap(value: unknown): boolean {
  return isMap(value) && Object.keys(value).length === 0;
}

const NO_LIST: readonly unknown[] = [];
const NO_MAP: Readonly<Record<string, unknown>> = {};
