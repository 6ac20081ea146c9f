import { formatPointer } from '../../../core';
import { isList, isMap, type Json } from '../value';
import { childNode, isMerged, itemName, TypedError, type Node } from './node';

/**
 * Refuses what the API server's typed values refuse: unknown fields, values of another shape, and two
 * items of one key.
 *
 * @throws {TypedError} with the place.
 */
export function validate(value: Json, node: Node): void {
  check(value, node, []);
}

type Path = readonly (string | number)[];

function check(value: Json, node: Node, path: Path): void {
  if (node.shape && value !== null && node.shape !== shapeOf(value)) {
    refuse(path, `the schema has a ${node.shape} where a ${shapeOf(value)} stands`);
  }
  if (isMap(value)) {
    for (const [key, field] of Object.entries(value)) {
      const at = [...path, key];
      check(
        field,
        placed(at, () => childNode(node, key)),
        at,
      );
    }
  } else if (isList(value)) checkItems(value, node, path);
}

function checkItems(value: readonly Json[], node: Node, path: Path): void {
  const seen = new Set<string>();
  for (const [i, item] of value.entries()) {
    const at = [...path, i];
    if (isMerged(node)) {
      const name = placed(at, () => itemName(node, item));
      if (seen.has(name)) refuse(at, `two items of a list are ${name.slice(2)}`);
      seen.add(name);
    }
    if (node.items) check(item, node.items, at);
  }
}

function placed<T>(path: Path, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof TypedError) refuse(path, error.message);
    throw error;
  }
}

function refuse(path: Path, message: string): never {
  throw new TypedError(message, formatPointer(path));
}

function shapeOf(value: Json): NonNullable<Node['shape']> {
  if (isList(value)) return 'list';
  return isMap(value) ? 'map' : 'scalar';
}
