import type { Manifest } from '../../lib/core';

/** An object with an annotation, in the order of the others. */
export function withAnnotation(
  manifest: Manifest,
  name: string,
  text: string,
  sortKeys: boolean,
): Manifest {
  const annotations = ordered({ ...manifest.metadata.annotations, [name]: text }, sortKeys);
  return { ...manifest, metadata: ordered({ ...manifest.metadata, annotations }, sortKeys) };
}

function ordered<T extends object>(map: T, sortKeys: boolean): T {
  if (!sortKeys) return map;
  const entries = Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries) as T;
}
