import { builtInType, typeFacts, type Field } from '../built-in';
import { fieldOf, isMap, type Json, type JsonMap } from '../value';

/** What server-side apply knows of a value: how it merges, and what is below. */
export interface Node {
  readonly atomic: boolean;
  /** The struct, for its fields; without one, every key of a map is its own. */
  readonly type?: string;
  readonly items?: Node;
  /** The fields that tell the items of a list apart. */
  readonly keys?: readonly string[];
  readonly isSet: boolean;
}

/** A value of no known type: maps are merged, lists are replaced. Custom resources without a schema. */
const OPEN: Node = { atomic: false, isSet: false };

/** A field that the schema does not have, or a list with two items of one key. */
export class TypedError extends Error {}

export function rootNode(object: JsonMap): Node {
  const type = builtInType(String(fieldOf(object, 'apiVersion')), String(fieldOf(object, 'kind')));
  return type === undefined ? OPEN : { atomic: false, type, isSet: false };
}

/** @throws {TypedError} for a field that the struct does not have. */
export function childNode({ type, items }: Node, key: string): Node {
  if (items) return items;
  if (type === undefined) return OPEN;
  const field = typeFacts(type).get(key);
  if (!field) throw new TypedError(`${type} has no field '${key}'`);
  return nodeOf(field);
}

export function isStruct({ type }: Node): boolean {
  return type !== undefined;
}

/** Whether a list is merged item by item. */
export function isMerged(node: Node): boolean {
  return node.isSet || node.keys !== undefined;
}

function nodeOf(field: Field): Node {
  const { shape, type, listKeys: keys, isSet, isAtomic } = field;
  const below: Node = type === undefined ? OPEN : { atomic: false, type, isSet: false };
  if (shape === 'struct') return { ...below, atomic: isAtomic };
  if (shape === 'list') {
    return { atomic: !isSet && !keys, items: below, isSet, ...(keys ? { keys } : {}) };
  }
  if (shape === 'map') return { atomic: isAtomic, items: below, isSet: false };
  return OPEN;
}

/** The name of an item within its list, as `managedFields` spell it: `k:{"name":"web"}`, `v:"x"`. */
export function itemName(node: Node, item: Json): string {
  if (node.isSet) return `v:${JSON.stringify(item)}`;
  if (!isMap(item)) throw new TypedError('an item of a keyed list is no object');
  const found: [string, Json][] = [];
  for (const key of node.keys ?? []) {
    const value = fieldOf(item, key) ?? (key === 'protocol' ? 'TCP' : undefined);
    if (value !== undefined) found.push([key, value]);
  }
  if (found.length === 0)
    throw new TypedError(`an item has none of ${(node.keys ?? []).join(', ')}`);
  return keyName(Object.fromEntries(found));
}

/** `k:` with the fields sorted. */
export function keyName(fields: JsonMap): string {
  const sorted = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
  return `k:${JSON.stringify(Object.fromEntries(sorted))}`;
}
