import { nearest } from '../../core';
import {
  TYPES_IN_WORDS,
  type Child,
  type KindSchema,
  type Node,
  type ShapeTable,
} from '../../schema';
import { asResource } from '../../schema/object-meta';
import { formatFieldPath, type Segment } from '../field-path';
import { isObject } from '../json';

/** A node of a schema, with the table that its children are looked up in. */
export interface Place {
  readonly table: ShapeTable;
  readonly node: Node;
}

/** Why a path leads nowhere. */
export interface Astray {
  /** Read after the path: `has no field 'regoin' in spec.forProvider`. */
  readonly fault: string;
  readonly hint?: string;
}

/** Where nothing is known: every path below leads on. */
export const ANYTHING: Place = {
  table: { shapes: [] },
  node: { 'x-kubernetes-preserve-unknown-fields': true },
};

/** The place of a whole object, with the fields that every object has. */
export function rootOf({ table, facts }: KindSchema): Place {
  const nodeOf = (child: Child) => lookUp(table, child);
  return { table, node: asResource(nodeOf(facts.root), nodeOf) };
}

/** The place that a path of fields and indexes leads to. */
export function walk(from: Place, segments: readonly Segment[]): Place | Astray {
  let place = from;
  for (const [i, segment] of segments.entries()) {
    const next = step(place, segment, segments.slice(0, i));
    if ('fault' in next)
      return next.hint === undefined ? shortened(place, next, segments, i) : next;
    place = next;
  }
  return place;
}

function step(place: Place, segment: Segment, before: readonly Segment[]): Place | Astray {
  if (segment === '*') return anyOf(place, before);
  return typeof segment === 'number'
    ? itemOf(place, segment, before)
    : fieldOf(place, segment, before);
}

/** A path with one field too many: the rest of it may lead on from here. */
function shortened(place: Place, astray: Astray, path: readonly Segment[], at: number): Astray {
  const rest = path.slice(at + 1);
  let next: Place | Astray = place;
  for (const segment of rest) {
    next = step(next, segment, []);
    if ('fault' in next) return astray;
  }
  if (rest.length === 0 || !isDeclared(place, rest[0])) return astray;
  const better = formatFieldPath([...path.slice(0, at), ...rest]);
  return { ...astray, hint: `did you mean ${better}? write that` };
}

function isDeclared({ node }: Place, name: Segment | undefined): boolean {
  return (
    isObject(node.properties) && typeof name === 'string' && Object.hasOwn(node.properties, name)
  );
}

/** JSON types that a place takes; `undefined` where it takes any. */
export function typesOf({ table, node }: Place): readonly string[] | undefined {
  const { format, type, oneOf } = node;
  if (node['x-kubernetes-int-or-string'] || format === 'int-or-string') return INT_OR_STRING;
  if (format === 'quantity') return QUANTITY;
  if (typeof type === 'string') return [type];
  const types = Array.isArray(oneOf)
    ? (oneOf as readonly Child[]).map((child) => lookUp(table, child).type).join(' ')
    : '';
  if (types === 'string integer') return INT_OR_STRING;
  return types === 'string number' ? QUANTITY : undefined;
}

const INT_OR_STRING = ['integer', 'string'];
const QUANTITY = ['number', 'integer', 'string'];

/** The fields that a place declares, by name. */
export function fieldsOf({ table, node }: Place): ReadonlyMap<string, Place> {
  const { properties } = node;
  const fields = new Map<string, Place>();
  if (!isObject(properties)) return fields;
  for (const name of Object.keys(properties)) {
    fields.set(name, { table, node: lookUp(table, properties[name] as Child) });
  }
  return fields;
}

/** What holds for fields that are not declared; `undefined`: there may be none. */
export function restOf({ table, node }: Place): Place | undefined {
  const { additionalProperties: rest } = node;
  if (typeof rest === 'number' || isObject(rest)) return { table, node: lookUp(table, rest) };
  const open = rest === true || node['x-kubernetes-preserve-unknown-fields'] === true;
  return open || node.type === undefined ? ANYTHING : undefined;
}

/** What holds for the elements of a list. */
export function elementOf({ table, node }: Place): Place {
  const { items } = node;
  if (items === undefined || Array.isArray(items)) return ANYTHING;
  return { table, node: lookUp(table, items) };
}

function fieldOf(place: Place, name: string, before: readonly Segment[]): Place | Astray {
  const [type, ...others] = typesOf(place) ?? [];
  if (type === 'array') {
    const at = shown(before);
    const hint = `write an index: ${formatFieldPath([...before, 0, name])}`;
    return { fault: `asks for field '${name}' of ${at}, which is a list`, hint };
  }
  if (others.length > 0 || (type !== undefined && type !== 'object')) {
    const at = shown(before);
    const fault = `asks for field '${name}' of ${at}, which is ${articled(typesOf(place) ?? [])}`;
    return { fault, hint: `end the path at ${at}` };
  }
  const { table, node } = place;
  const declared = isObject(node.properties) && Object.hasOwn(node.properties, name);
  if (declared) return { table, node: lookUp(table, node.properties?.[name] as Child) };
  const rest = node['x-kubernetes-embedded-resource'] ? ANYTHING : restOf(place);
  return rest ?? unknownField(place, name, before);
}

function unknownField(place: Place, name: string, before: readonly Segment[]): Astray {
  const fields = fieldsOf(place);
  const at = before.length === 0 ? 'the object' : shown(before);
  const fault = `asks for field '${name}', which ${at} does not have`;
  const meant = nearest(name, fields.keys());
  const better = meant === undefined ? belowOf(fields, name) : [meant];
  if (!better) return { fault };
  return { fault, hint: `did you mean ${formatFieldPath([...before, ...better])}? write that` };
}

/** Where the field belongs, one level further down. */
function belowOf(fields: ReadonlyMap<string, Place>, name: string): readonly string[] | undefined {
  for (const [field, place] of fields) if (fieldsOf(place).has(name)) return [field, name];
  return undefined;
}

function itemOf(place: Place, index: number, before: readonly Segment[]): Place | Astray {
  const types = typesOf(place);
  const at = shown(before);
  if (types && !types.includes('array')) {
    const fault = `asks for element ${index} of ${at}, which is ${articled(types)}`;
    if (!restOf(place) || !types.includes('object')) return { fault };
    return { fault, hint: `quote a key that is a number: ${at}['${index}']` };
  }
  const { maxItems } = place.node;
  if (typeof maxItems === 'number' && index >= maxItems) {
    return { fault: `asks for element ${index} of ${at}, which has at most ${maxItems}` };
  }
  return elementOf(place);
}

/** What stands behind a wildcard: any element of a list, any value of a map. */
function anyOf(place: Place, before: readonly Segment[]): Place | Astray {
  const types = typesOf(place);
  if (types?.includes('array')) return elementOf(place);
  if (!types) return ANYTHING;
  if (!types.includes('object')) {
    const at = shown(before);
    return { fault: `expands ${at}, which is ${articled(types)}: neither a list nor a map` };
  }
  return restOf(place) ?? ANYTHING;
}

/** `a string`, `an integer or a string`. */
export function articled(types: readonly string[]): string {
  return types.map((type) => TYPES_IN_WORDS[type] ?? type).join(' or ');
}

function shown(segments: readonly Segment[]): string {
  return segments.length === 0 ? 'the object' : formatFieldPath(segments);
}

function lookUp(table: ShapeTable, child: Child): Node {
  const node = typeof child === 'number' ? table.shapes[child] : child;
  return isObject(node) ? (node as Node) : {};
}
