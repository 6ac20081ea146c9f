import { objectMeta } from '../object-meta';
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

const META: Node = {
  type: 'object',
  properties: {
    name: objectMeta.properties?.['name'] ?? {},
    generateName: objectMeta.properties?.['generateName'] ?? {},
  },
};

/**
 * A node with the fields that a rule at the root of a resource may read: `apiVersion`, `kind`,
 * `metadata.name` and `metadata.generateName`, whatever else its schema says of metadata.
 */
export function withResourceFields(node: Node): Node {
  const string: Node = { type: 'string' };
  return {
    ...node,
    properties: { ...node.properties, apiVersion: string, kind: string, metadata: META },
  };
}

/**
 * The type that expressions see; `undefined` for what they cannot: fields without a schema of their
 * own, lists and maps of such.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.36.0/staging/src/k8s.io/apiserver/pkg/cel/common/schemas.go
 */
export function typeOfNode(given: Node, nodeOf: NodeOf, isResource: boolean): Type | undefined {
  if (given['x-kubernetes-int-or-string']) return DYN;
  const node = isResource ? withResourceFields(given) : given;
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
