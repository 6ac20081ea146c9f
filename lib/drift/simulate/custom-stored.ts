import { schemaNode, valuesOf, type KindSchema, type SchemaNode } from '../structural';
import { isList, isMap, type Json, type JsonMap } from './value';

/**
 * A custom resource as the API server gives it back: fields that its schema does not have are gone,
 * so is null where it is not allowed, and defaults are filled in, also within defaults.
 *
 * @see https://github.com/kubernetes/apiextensions-apiserver/tree/v0.36.1/pkg/apiserver/schema
 */
export function storedCustom(object: JsonMap, schema: KindSchema): JsonMap {
  const root = schemaNode(schema.facts.root, schema);
  return stored(object, { ...root, [EMBEDDED]: true }, schema) as JsonMap;
}

/** What a default becomes: defaults of its fields are filled in too. */
export function wholeDefault(node: SchemaNode, schema: KindSchema): Json {
  return stored(node.default as Json, node, schema);
}

const EMBEDDED = 'x-kubernetes-embedded-resource';
const KEEPS = 'x-kubernetes-preserve-unknown-fields';

function stored(value: Json, node: SchemaNode, schema: KindSchema): Json {
  if (isList(value)) {
    const { items } = node;
    if (items === undefined) return value;
    const below = schemaNode(items, schema);
    return value.map((item) => stored(present(item, below) ?? null, below, schema));
  }
  if (!isMap(value)) return value;
  const fields = Object.entries(value).flatMap(([key, field]): [string, Json][] => {
    if (node[EMBEDDED] && ['apiVersion', 'kind', 'metadata'].includes(key)) return [[key, field]];
    const below = fieldNode(node, key, schema);
    if (below === undefined) return keeps(node) ? [[key, field]] : [];
    const kept = present(field, below);
    return kept === undefined ? [] : [[key, stored(kept, below, schema)]];
  });
  return { ...missing(value, node, schema), ...Object.fromEntries(fields) };
}

/** Null is none where it is not allowed: the default then, or nothing. */
function present(value: Json, { nullable, default: fallback }: SchemaNode): Json | undefined {
  return value === null && !nullable ? (fallback as Json | undefined) : value;
}

function missing(value: JsonMap, { properties = {} }: SchemaNode, schema: KindSchema): JsonMap {
  const filled = Object.entries(properties).flatMap(([key, child]): [string, Json][] => {
    const node = schemaNode(child, schema);
    if (node.default === undefined || Object.hasOwn(value, key)) return [];
    return [[key, wholeDefault(node, schema)]];
  });
  return Object.fromEntries(filled);
}

function fieldNode(node: SchemaNode, key: string, schema: KindSchema): SchemaNode | undefined {
  const { properties } = node;
  const own = properties && Object.hasOwn(properties, key) ? properties[key] : valuesOf(node);
  return own === undefined ? undefined : schemaNode(own, schema);
}

function keeps(node: SchemaNode): boolean {
  return node[KEEPS] === true || node.additionalProperties === true;
}
