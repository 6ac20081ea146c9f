import type { Pointer } from '../../../core';
import { typeFacts, type Field } from '../built-in';
import { fieldOf, isMap, type Json, type JsonMap } from '../value';

/** What server-side apply knows of a value: how it merges, and what is below. */
export interface Node {
  readonly atomic: boolean;
  /** The struct of a built-in kind, for its fields. */
  readonly type?: string;
  /** The fields that the schema of a custom resource names. */
  readonly fields?: ReadonlyMap<string, () => Node>;
  /** Items of a list; values of a map, or of the fields that it does not name. */
  readonly items?: Node;
  /** The fields that tell the items of a list apart. */
  readonly keys?: readonly string[];
  readonly isSet: boolean;
  /** What a value must be, where a schema says it; null fits each. */
  readonly shape?: 'list' | 'map' | 'scalar';
  /** What the value is where it is missing. */
  readonly default?: Json;
}

/** A value of no known type: maps are merged, lists are replaced. */
export const OPEN: Node = { atomic: false, isSet: false };

/** A field that the schema does not have, or a list with two items of one key. */
export class TypedError extends Error {
  constructor(
    message: string,
    /** Where in the object. */
    readonly pointer: Pointer = '',
  ) {
    super(message);
  }
}

/** @throws {TypedError} for a field that the struct or the schema does not have. */
export function childNode({ type, fields, items }: Node, key: string): Node {
  const own = fields?.get(key);
  if (own) return own();
  if (items) return items;
  if (fields) throw new TypedError(`the schema has no field '${key}'`);
  if (type === undefined) return OPEN;
  const field = typeFacts(type).get(key);
  if (!field) throw new TypedError(`${type} has no field '${key}'`);
  return nodeOf(field);
}

/** Whether a field is one that its struct or schema names, unlike the key of a map. */
export function isNamed({ type, fields }: Node, key: string): boolean {
  return fields ? fields.has(key) : type !== undefined;
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
  if (node.isSet) {
    if (typeof item === 'object') throw new TypedError('an item of a set is no scalar');
    return `v:${JSON.stringify(item)}`;
  }
  if (!isMap(item)) throw new TypedError('an item of a keyed list is no object');
  const found: [string, Json][] = [];
  for (const key of node.keys ?? []) {
    const value = fieldOf(item, key) ?? keyDefault(node, key);
    if (value !== undefined) found.push([key, value]);
  }
  if (found.length === 0)
    throw new TypedError(`an item has none of ${(node.keys ?? []).join(', ')}`);
  return keyName(Object.fromEntries(found));
}

function keyDefault({ items }: Node, key: string): Json | undefined {
  if (items?.fields) return items.fields.get(key)?.().default;
  return key === 'protocol' ? 'TCP' : undefined;
}

/** `k:` with the fields sorted. */
export function keyName(fields: JsonMap): string {
  const sorted = Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
  return `k:${JSON.stringify(Object.fromEntries(sorted))}`;
}
