import { isEqual, isList, isMap, type Json, type JsonMap } from '../value';
import { join, prefixesOf, type FieldSet } from './field-set';
import { childNode, isMerged, itemName, type Node } from './node';

/** The live value with a configuration merged into it, as server-side apply does. */
export function mergeTyped(live: JsonMap, config: JsonMap, root: Node): JsonMap {
  return merge(live, config, root) as JsonMap;
}

function merge(live: Json | undefined, config: Json | undefined, node: Node): Json | undefined {
  if (config === undefined) return live;
  if (live === undefined || node.atomic) return config;
  // Null is a list or map of nothing, which adds nothing.
  if (config === null && (isMap(live) || (isList(live) && isMerged(node)))) {
    return Object.keys(live).length === 0 ? config : live;
  }
  if (isMap(config) && isMap(live)) {
    if (Object.keys(config).length === 0 && Object.keys(live).length === 0) return config;
    const fields = new Map(Object.entries(live));
    for (const [key, value] of Object.entries(config)) {
      fields.set(key, merge(fields.get(key), value, childNode(node, key)) as Json);
    }
    return Object.fromEntries(fields);
  }
  if (isList(config) && isList(live) && isMerged(node)) {
    if (config.length === 0) return live.length === 0 ? config : live;
    return mergeItems(live, config, node);
  }
  // A list or map of nothing adds nothing to one that has something.
  return config;
}

/** Items in the order of the configuration, with the others between where they stood. */
function mergeItems(live: readonly Json[], config: readonly Json[], node: Node): Json[] {
  const [left, right] = [live, config].map((list) => list.map((item) => itemName(node, item))) as [
    string[],
    string[],
  ];
  const before = new Map(left.map((name, at) => [name, live[at] as Json]));
  const after = new Map(right.map((name, at) => [name, config[at] as Json]));
  const shared = right.filter((name) => before.has(name));
  const taken = new Set<string>();
  const out: Json[] = [];
  let next = shared.shift();
  let [l, r] = [0, 0];
  const take = (name: string): void => {
    taken.add(name);
    out.push(merge(before.get(name), after.get(name), node.items ?? node) as Json);
  };
  while (l < left.length || r < right.length) {
    const [a, b] = [left[l], right[r]];
    if (a !== undefined && b !== undefined) {
      if (a === b) {
        take(a);
        l++;
        r++;
        next = shared.shift();
        continue;
      }
      if (after.has(a) && next !== undefined && next !== a) {
        l++;
        continue;
      }
    }
    if (a !== undefined) {
      if (!after.has(a)) {
        out.push(live[l] as Json);
        l++;
        continue;
      }
      if (taken.has(a)) l++;
    }
    if (b !== undefined) {
      take(b);
      r++;
      if (next === b) next = shared.shift();
    }
  }
  return out;
}

/** The value without the fields of a set, as far as lists and maps are merged. */
export function removeFields(value: JsonMap, root: Node, set: FieldSet): JsonMap {
  return remove(value, root, '', set, prefixesOf(set)) as JsonMap;
}

function remove(value: Json, node: Node, path: string, set: FieldSet, prefixes: FieldSet): Json {
  if (node.atomic) return value;
  if (isMap(value)) {
    const fields = Object.entries(value).flatMap(([key, field]): [string, Json][] => {
      const at = join(path, `f:${key}`);
      if (set.has(at)) return [];
      return [
        [key, prefixes.has(at) ? remove(field, childNode(node, key), at, set, prefixes) : field],
      ];
    });
    return Object.fromEntries(fields);
  }
  if (!isList(value) || !isMerged(node)) return value;
  return value.flatMap((item) => {
    const at = join(path, itemName(node, item));
    if (set.has(at)) return [];
    return [prefixes.has(at) ? remove(item, node.items ?? node, at, set, prefixes) : item];
  });
}

/** How two values differ, by path. */
export interface TypedComparison {
  /** In both, and not the same. */
  readonly modified: FieldSet;
  readonly removed: FieldSet;
}

export function compareTyped(live: JsonMap, other: JsonMap, root: Node): TypedComparison {
  const found = { modified: new Set<string>(), removed: new Set<string>() };
  compare(live, other, root, '', found);
  return found;
}

function compare(
  live: Json | undefined,
  other: Json | undefined,
  node: Node,
  path: string,
  found: { readonly modified: Set<string>; readonly removed: Set<string> },
): void {
  if (live === undefined) return;
  if (other === undefined && path !== '') found.removed.add(path);
  const isWhole = node.atomic || !isSameShape(live, other);
  if (!isWhole && isMap(live)) {
    for (const [key, value] of Object.entries(live)) {
      const now = isMap(other) && Object.hasOwn(other, key) ? other[key] : undefined;
      compare(value, now, childNode(node, key), join(path, `f:${key}`), found);
    }
  } else if (!isWhole && isList(live) && isMerged(node)) {
    const others = new Map(
      (isList(other) ? other : []).map((item) => [itemName(node, item), item]),
    );
    for (const item of live) {
      const name = itemName(node, item);
      compare(item, others.get(name), node.items ?? node, join(path, name), found);
    }
  } else if (other !== undefined && !isEqual(live, other)) found.modified.add(path);
}

/** Whether both are maps or lists with something in them; what is missing fits anything. */
function isSameShape(live: Json, other: Json | undefined): boolean {
  if (isMap(live)) return !other || (isMap(other) && size(live) + size(other) > 0);
  if (isList(live)) return !other || (isList(other) && size(live) + size(other) > 0);
  return false;
}

function size(value: Json): number {
  return isList(value) ? value.length : Object.keys(value as JsonMap).length;
}
