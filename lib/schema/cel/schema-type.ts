import type { Child, Node } from '../node';
import { escapedKeyword, escapeName } from './escape';
import {
  BOOL,
  BYTES,
  DOUBLE,
  DURATION,
  DYN,
  INT,
  listOf,
  mapOf,
  STRING,
  TIMESTAMP,
  type Type,
} from './types';

/** Finds the node that a child stands for. */
export type NodeOf = (child: Child) => Node;

const STRING_NODE: Node = { type: 'string' };
const META: Node = {
  type: 'object',
  properties: { name: STRING_NODE, generateName: STRING_NODE },
};

/**
 * A node with the fields that a rule at the root of a resource may read: `apiVersion`, `kind`,
 * `metadata.name` and `metadata.generateName`. What its schema says of metadata counts only where it
 * has all of them.
 */
export function withResourceFields(node: Node, nodeOf: NodeOf): Node {
  const properties = node.properties ?? {};
  if (hasStrings(properties, ['apiVersion', 'kind'], nodeOf)) {
    const meta = properties['metadata'] === undefined ? {} : nodeOf(properties['metadata']);
    const names = ['name', 'generateName'];
    if (meta.type === 'object' && hasStrings(meta.properties ?? {}, names, nodeOf)) return node;
  }
  return {
    ...node,
    properties: { ...properties, apiVersion: STRING_NODE, kind: STRING_NODE, metadata: META },
  };
}

function hasStrings(
  properties: Readonly<Record<string, Child>>,
  names: readonly string[],
  nodeOf: NodeOf,
): boolean {
  return names.every((name) => {
    const child = Object.hasOwn(properties, name) ? properties[name] : undefined;
    return child !== undefined && nodeOf(child).type === 'string';
  });
}

/**
 * The type that expressions see; `undefined` for what they cannot: fields without a schema of their
 * own, lists and maps of such.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.0/staging/src/k8s.io/apiserver/pkg/cel/common/schemas.go
 */
export function typeOfNode(given: Node, nodeOf: NodeOf, isResource: boolean): Type | undefined {
  if (given['x-kubernetes-int-or-string']) return DYN;
  const node = isResource ? withResourceFields(given, nodeOf) : given;
  switch (node.type) {
    case 'array': {
      const item = node.items === undefined ? undefined : below(node.items, nodeOf);
      return item && listOf(item);
    }
    case 'object':
      return objectType(node, nodeOf);
    case 'string':
      return STRINGS[node.format ?? ''] ?? STRING;
    case 'boolean':
      return BOOL;
    case 'number':
      return DOUBLE;
    case 'integer':
      return INT;
    default:
      return undefined;
  }
}

const STRINGS: Readonly<Record<string, Type>> = {
  byte: BYTES,
  duration: DURATION,
  date: TIMESTAMP,
  'date-time': TIMESTAMP,
};

function below(child: Child, nodeOf: NodeOf): Type | undefined {
  const node = nodeOf(child);
  return typeOfNode(node, nodeOf, node['x-kubernetes-embedded-resource'] === true);
}

function objectType(node: Node, nodeOf: NodeOf): Type | undefined {
  const { additionalProperties: rest, properties = {} } = node;
  if (typeof rest === 'object' || typeof rest === 'number') {
    const item = below(rest, nodeOf);
    return item && mapOf(STRING, item);
  }
  const children = new Map<string, Child>();
  for (const [name, child] of Object.entries(properties)) {
    const escaped = escapeName(name);
    if (escaped !== undefined) children.set(escaped, child);
  }
  // Each field once: an object's type is the same as another's if it is that of the same field.
  const known = new Map<string, Type | undefined>();
  return {
    kind: 'object',
    name: 'object',
    params: [],
    field(given) {
      const name = children.has(given) ? given : (escapedKeyword(given) ?? given);
      const child = children.get(name);
      if (child === undefined) return undefined;
      if (!known.has(name)) known.set(name, below(child, nodeOf));
      return known.get(name);
    },
  };
}
