import type { Child, Node } from '../node';
import type { NodeOf } from './schema-type';

/** The nodes of a schema that have rules, and those above them. */
export function nodesWithRules(root: Node, nodeOf: NodeOf): ReadonlySet<Node> {
  const parents = new Map<Node, Node[]>([[root, []]]);
  const waiting: Node[] = [root];
  const marked = new Set<Node>();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node['x-kubernetes-validations']) marked.add(node);
    for (const child of childrenOf(node)) {
      const below = nodeOf(child);
      const known = parents.get(below);
      if (known) known.push(node);
      else {
        parents.set(below, [node]);
        waiting.push(below);
      }
    }
  }
  const rising = [...marked];
  for (let node = rising.pop(); node; node = rising.pop()) {
    for (const above of parents.get(node) ?? []) {
      if (marked.has(above)) continue;
      marked.add(above);
      rising.push(above);
    }
  }
  return marked;
}

function* childrenOf(node: Node): Generator<Child> {
  const { items, additionalProperties: rest, properties } = node;
  if (properties) yield* Object.values(properties);
  if (items !== undefined) yield items;
  if (typeof rest === 'object' || typeof rest === 'number') yield rest;
  if (node.allOf) yield* node.allOf;
}
