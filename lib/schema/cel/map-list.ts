import type { Node } from '../node';

/**
 * Finds the item that an item of a new list was before: only lists that are maps by keys know.
 *
 * @param old the old list.
 */
export function findByKeys(old: unknown, node: Node): (item: unknown) => unknown {
  const keys = node['x-kubernetes-list-map-keys'] ?? [];
  const isMap = node['x-kubernetes-list-type'] === 'map' && keys.length > 0;
  if (!isMap || !Array.isArray(old)) return () => undefined;
  const known = new Map<string, unknown>();
  for (const item of old as unknown[]) {
    const key = keyOf(item, keys);
    if (key !== undefined && !known.has(key)) known.set(key, item);
  }
  return (item) => {
    const key = keyOf(item, keys);
    return key === undefined ? undefined : known.get(key);
  };
}

function keyOf(item: unknown, keys: readonly string[]): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const values = keys.map((key) => (item as Readonly<Record<string, unknown>>)[key]);
  const scalars = values.every((value) => ['string', 'number', 'boolean'].includes(typeof value));
  return scalars ? JSON.stringify(values) : undefined;
}
