import type { ObjectKey } from '../core';
import type { ApplicationSpec, IgnoreRule } from './applications';

/** Whether the set has an object of a key. One function a run, since what it says is remembered. */
export type Exists = (key: ObjectKey) => boolean;

/** Rules by the object that they name, as positions in the list of the Application. */
interface ByName {
  /** Of objects that exist: they are theirs alone. */
  readonly named: ReadonlyMap<string, readonly number[]>;
  /** Without a name, with a templated one, or with that of no object, which may be misspelt. */
  readonly others: readonly number[];
}

const known = new WeakMap<Exists, WeakMap<ApplicationSpec, Map<string, ByName>>>();

/**
 * The rules of an Application that may be for an object, or were meant for it, in their order. Rules
 * by the name of another object that exists are left out unseen: a fleet has thousands.
 */
export function rulesFor(owner: ApplicationSpec, key: ObjectKey, exists: Exists): IgnoreRule[] {
  const { named, others } = byName(owner, key, exists);
  const own = named.get(key.name);
  const found = own ? [...others, ...own].sort((a, b) => a - b) : others;
  return found.flatMap((index) => owner.ignoreRules[index] ?? []);
}

function byName(owner: ApplicationSpec, key: ObjectKey, exists: Exists): ByName {
  let owners = known.get(exists);
  if (!owners) known.set(exists, (owners = new WeakMap()));
  let kinds = owners.get(owner);
  if (!kinds) owners.set(owner, (kinds = new Map()));
  const text = [key.group, key.kind, key.namespace ?? ''].join('/');
  let found = kinds.get(text);
  if (!found) kinds.set(text, (found = split(owner, key, exists)));
  return found;
}

function split({ ignoreRules }: ApplicationSpec, key: ObjectKey, exists: Exists): ByName {
  const named = new Map<string, number[]>();
  const others: number[] = [];
  const isGlob = (pattern: string) => !/^[\w.-]*$/.test(pattern);
  for (const [index, { kind, name }] of ignoreRules.entries()) {
    if (kind !== key.kind && !isGlob(kind)) continue;
    if (name === undefined || name.includes('{{') || !exists({ ...key, name })) others.push(index);
    else named.set(name, [...(named.get(name) ?? []), index]);
  }
  return { named, others };
}
