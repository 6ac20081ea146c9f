import type { Manifest } from '../core';

/** All annotations of an object together, keys included, in bytes. */
export const MOST_ANNOTATIONS = 262_144;

/** What Argo CD adds itself: the tracking id, in the copy and beside it. */
const TRACKING = 1024;

const KEY = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * Size of the copy of an object that client-side apply keeps in its annotations, if they have no room
 * for it: then the API server refuses the object, and only server-side apply can write it.
 *
 * @returns bytes, or `undefined` where it fits.
 * @see https://github.com/kubernetes/apimachinery/blob/master/pkg/api/validation/objectmeta.go
 */
export function tooLarge(manifest: Manifest): number | undefined {
  if (atMost(manifest, MOST_ANNOTATIONS / LONGEST) >= 0) return undefined;
  const annotations = Object.entries(manifest.metadata.annotations ?? {});
  const { [KEY]: _, ...own } = manifest.metadata.annotations ?? {};
  const copy = jsonBytes({ ...manifest, metadata: { ...manifest.metadata, annotations: own } });
  const beside = annotations
    .filter(([key]) => key !== KEY)
    .reduce((sum, [key, value]) => sum + bytes(key) + bytes(String(value)), 0);
  return copy + beside + KEY.length + TRACKING > MOST_ANNOTATIONS ? copy : undefined;
}

/** Bytes that one UTF-16 unit of a text may become: `<` is written `\u003c`. */
const LONGEST = 6;

/** What is left of a budget of units when a value is counted; below zero where it is used up. */
function atMost(value: unknown, budget: number): number {
  if (typeof value === 'string') return budget - value.length - 1;
  if (typeof value !== 'object' || value === null) return budget - 4;
  let left = budget - 1;
  if (Array.isArray(value)) {
    for (const item of value) if ((left = atMost(item, left - 1)) < 0) break;
    return left;
  }
  // Asked of every object: no entries are made for it. Keys of prototypes do not come from YAML.
  for (const key in value) {
    left = atMost((value as Record<string, unknown>)[key], left - key.length - 1);
    if (left < 0) break;
  }
  return left;
}

/** Bytes of the JSON that Go writes: `<`, `>`, `&` and two line separators escaped, a line feed behind. */
function jsonBytes(value: unknown): number {
  const text = JSON.stringify(value);
  const escaped = text.match(/[<>&]/g)?.length ?? 0;
  const separators = text.match(/[\u2028\u2029]/g)?.length ?? 0;
  return bytes(text) + escaped * 5 + separators * 3 + 1;
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}
