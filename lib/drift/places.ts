import { escapeToken, formatPointer, type Pointer } from '../core';
import { isMap } from './values';

/**
 * A field as jq writes it, `[]` for each element of a list and `[*]` for each value of a map:
 * `.spec.rules[].backendRefs[].weight`, `.metadata.annotations["kubectl.kubernetes.io/restartedAt"]`.
 */
export type FieldPath = `.${string}`;

/** A place of an object where a path leads; the field itself may be missing there. */
export interface Place {
  readonly pointer: Pointer;
  readonly value: unknown;
}

/** The places of `path` in `root` whose parents exist. */
export function placesOf(root: unknown, path: FieldPath): readonly Place[] {
  return walk(root, compiled(path).segments, 0, '', undefined) ?? NONE;
}

/** As a jq path of Argo CD: it deletes nothing where a list is missing, instead of failing. */
export function jqOf(path: FieldPath): string {
  return compiled(path).jq;
}

/** The one place of a path without lists, as a pointer; `undefined` for a path with lists. */
export function pointerOf(path: FieldPath): Pointer | undefined {
  return compiled(path).pointer;
}

/** Paths of one kind of objects as a tree, so that what they share is walked once. */
export class Paths<T> {
  readonly #root = new Branch<T>();

  constructor(entries: Iterable<readonly [FieldPath, T]>) {
    for (const [path, entry] of entries) {
      let branch = this.#root;
      for (const { names, then } of compiled(path).segments) {
        for (const name of names) branch = branch.at(name);
        if (then !== undefined) branch = branch.at(then);
      }
      branch.entries.push(entry);
    }
  }

  /** The places of all paths whose parents exist, each with the entry of its path. */
  visit(root: unknown, found: (entry: T, pointer: Pointer, value: unknown) => void): void {
    this.#root.visit(root, '', found);
  }
}

class Branch<T> {
  readonly entries: T[] = [];
  readonly #names: string[] = [];
  readonly #escaped: string[] = [];
  readonly #branches: Branch<T>[] = [];
  #each: Branch<T> | undefined;
  #eachValue: Branch<T> | undefined;

  at(step: string): Branch<T> {
    if (step === EACH) return (this.#each ??= new Branch());
    if (step === EACH_VALUE) return (this.#eachValue ??= new Branch());
    const known = this.#branches[this.#names.indexOf(step)];
    if (known) return known;
    const branch = new Branch<T>();
    this.#names.push(step);
    this.#escaped.push(`/${escapeToken(step)}`);
    this.#branches.push(branch);
    return branch;
  }

  visit(
    value: unknown,
    pointer: Pointer,
    found: (entry: T, pointer: Pointer, value: unknown) => void,
  ): void {
    for (const entry of this.entries) found(entry, pointer, value);
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      const each = this.#each;
      if (each) value.forEach((element, i) => each.visit(element, `${pointer}/${i}`, found));
      return;
    }
    const map = value as Readonly<Record<string, unknown>>;
    for (let i = 0; i < this.#names.length; i++) {
      const branch = this.#branches[i] as Branch<T>;
      const next = map[this.#names[i] as string];
      if (next === undefined && branch.entries.length === 0) continue;
      branch.visit(next, pointer + (this.#escaped[i] as string), found);
    }
    const values = this.#eachValue;
    if (!values) return;
    for (const key in map) values.visit(map[key], `${pointer}/${escapeToken(key)}`, found);
  }
}

const NONE: readonly Place[] = [];
const EACH = '[]';
const EACH_VALUE = '[*]';

/** Fields one below the other, up to a list or a map whose elements all are meant. */
interface Segment {
  readonly names: readonly string[];
  readonly pointer: Pointer;
  readonly then: typeof EACH | typeof EACH_VALUE | undefined;
}

interface Compiled {
  readonly segments: readonly Segment[];
  readonly jq: string;
  readonly pointer: Pointer | undefined;
}

const known = new Map<FieldPath, Compiled>();

function compiled(path: FieldPath): Compiled {
  let found = known.get(path);
  if (!found) known.set(path, (found = compile(path)));
  return found;
}

function compile(path: FieldPath): Compiled {
  const segments: Segment[] = [];
  let names: string[] = [];
  const end = (then: Segment['then']) => {
    segments.push({ names, pointer: formatPointer(names), then });
    names = [];
  };
  for (const [text, quoted, name] of path.matchAll(/\[\]|\[\*\]|\["([^"]*)"\]|\.([\w$-]+)/g)) {
    if (text === EACH || text === EACH_VALUE) end(text);
    else names.push(quoted ?? name ?? '');
  }
  if (names.length > 0) end(undefined);
  const [first] = segments;
  return {
    segments,
    jq: path.replaceAll(EACH, '[]?').replaceAll(EACH_VALUE, '[]?'),
    pointer: first && first.then === undefined ? first.pointer : undefined,
  };
}

/** Runs over every object of a set: nothing is allocated before there is a place. */
function walk(
  root: unknown,
  segments: readonly Segment[],
  index: number,
  prefix: Pointer,
  places: Place[] | undefined,
): Place[] | undefined {
  const { names, pointer, then } = segments[index] as Segment;
  let value = root;
  for (const name of names) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return places;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  let found = places;
  if (then === undefined) {
    (found ??= []).push({ pointer: prefix + pointer, value });
    return found;
  }
  const isLast = index === segments.length - 1;
  if (then === EACH) {
    if (!Array.isArray(value)) return found;
    for (let i = 0; i < value.length; i++) {
      const at = `${prefix}${pointer}/${i}`;
      if (isLast) (found ??= []).push({ pointer: at, value: value[i] as unknown });
      else found = walk(value[i], segments, index + 1, at, found);
    }
    return found;
  }
  if (!isMap(value)) return found;
  for (const key in value) {
    const at = `${prefix}${pointer}/${escapeToken(key)}`;
    if (isLast) (found ??= []).push({ pointer: at, value: value[key] });
    else found = walk(value[key], segments, index + 1, at, found);
  }
  return found;
}
