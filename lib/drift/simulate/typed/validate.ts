import { isList, isMap, type Json } from '../value';
import { childNode, isMerged, itemName, TypedError, type Node } from './node';

/**
 * Refuses what the API server's typed values refuse: unknown fields, and two items of one key.
 *
 * @throws {TypedError}
 */
export function validate(value: Json, node: Node): void {
  if (isMap(value)) {
    for (const [key, field] of Object.entries(value)) validate(field, childNode(node, key));
  } else if (isList(value)) {
    const seen = new Set<string>();
    for (const item of value) {
      if (isMerged(node)) {
        const name = itemName(node, item);
        if (seen.has(name)) throw new TypedError(`two items of a list are ${name.slice(2)}`);
        seen.add(name);
      }
      if (node.items) validate(item, node.items);
    }
  }
}
