import { isList, isMap, type Json, type JsonMap } from '../value';
import { childNode, isMerged, isNamed, itemName, keyName, type Node } from './node';

/** Paths of fields, each the names of its steps with a line break between. */
export type FieldSet = ReadonlySet<string>;

const STEP = '\n';

/** The fields that a value has: leaves, items of lists, and what is replaced as a whole. */
export function fieldsIn(value: JsonMap, root: Node): FieldSet {
  const found = new Set<string>();
  collect(value, root, '', found);
  return found;
}

function collect(value: Json, node: Node, path: string, found: Set<string>): void {
  if (isMap(value) && !node.atomic && Object.keys(value).length > 0) {
    for (const [key, field] of Object.entries(value)) {
      const at = join(path, `f:${key}`);
      const isEmpty = field === null || (isMap(field) && Object.keys(field).length === 0);
      if (isEmpty || !isNamed(node, key)) found.add(at);
      collect(field, childNode(node, key), at, found);
    }
  } else if (isList(value) && isMerged(node)) {
    for (const item of value) {
      const at = join(path, itemName(node, item));
      found.add(at);
      if (isMap(item)) collect(item, node.items ?? node, at, found);
    }
  } else if (path !== '') found.add(path);
}

/** The fields of one entry of `metadata.managedFields`. */
export function readFieldsV1(fields: Json | undefined): FieldSet {
  const found = new Set<string>();
  if (isMap(fields)) readBelow(fields, '', found);
  return found;
}

function readBelow(fields: JsonMap, path: string, found: Set<string>): void {
  for (const [name, below] of Object.entries(fields)) {
    if (name === '.') {
      if (path !== '') found.add(path);
      continue;
    }
    const at = join(path, canonical(name));
    if (isMap(below) && Object.keys(below).length > 0) readBelow(below, at, found);
    else found.add(at);
  }
}

function canonical(name: string): string {
  if (!name.startsWith('k:')) return name;
  try {
    return keyName(JSON.parse(name.slice(2)) as JsonMap);
  } catch {
    return name;
  }
}

/** The set with the fields of structs that its paths lead through. */
export function withParents(set: FieldSet, root: Node): FieldSet {
  const all = new Set(set);
  for (const path of set) {
    let node: Node | undefined = root;
    let at = '';
    const steps = path.split(STEP);
    for (const step of steps.slice(0, -1)) {
      if (!node) break;
      at = join(at, step);
      const key = step.startsWith('f:') ? step.slice(2) : undefined;
      if (key !== undefined && isNamed(node, key)) all.add(at);
      node = key === undefined ? node.items : knownChild(node, key);
    }
  }
  return all;
}

/** `undefined` for a field that the struct no longer has. */
function knownChild(node: Node, key: string): Node | undefined {
  try {
    return childNode(node, key);
  } catch {
    return undefined;
  }
}

export function union(...sets: readonly FieldSet[]): FieldSet {
  return new Set(sets.flatMap((set) => [...set]));
}

export function difference(a: FieldSet, b: FieldSet): FieldSet {
  return new Set([...a].filter((path) => !b.has(path)));
}

export function intersection(a: FieldSet, b: FieldSet): FieldSet {
  return new Set([...a].filter((path) => b.has(path)));
}

/** The paths that lead to a path of the set. */
export function prefixesOf(set: FieldSet): FieldSet {
  const found = new Set<string>();
  for (const path of set) {
    const steps = path.split(STEP);
    for (let length = 1; length < steps.length; length++)
      found.add(steps.slice(0, length).join(STEP));
  }
  return found;
}

export function join(path: string, step: string): string {
  return path === '' ? step : `${path}${STEP}${step}`;
}
