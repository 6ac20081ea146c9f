import { toJson } from '../../template';
import { childrenOf } from '../children';
import { ExpansionFailure } from '../failure';
import type { Generator } from '../generator';
import { overlay, type Params } from '../params';
import { wrap } from '../wrap';

/** The first child's sets, each overlaid with the sets of the others that have equal merge keys. */
export const merge: Generator = {
  key: 'merge',

  generate(spec, context, pointer) {
    const children = childrenOf(spec, pointer);
    if (children.length < 2) {
      throw new ExpansionFailure('found less than two generators, Merge requires two or more', {
        hint: 'give the merge two generators or more',
        pointer,
      });
    }
    const sets = children.map(({ entry, pointer: at }, i) =>
      wrap(
        `error getting param sets from generators: error getting params from generator ${i + 1} of ${children.length}`,
        () => context.child(entry, at).generate(null),
      ),
    );
    const keys = Array.isArray(spec.mergeKeys) ? spec.mergeKeys.map(String) : [];
    const [base, ...others] = sets.map((paramSets) => byKey(paramSets, keys, pointer));
    const merged = base as Map<string, Params>;
    const { goTemplate } = context.renderer.options;
    for (const other of others) {
      for (const [key, params] of merged) {
        const over = other.get(key);
        if (over === undefined) continue;
        merged.set(key, goTemplate ? overlay(params, over) : { ...params, ...over });
      }
    }
    return [...merged.values()];
  },
};

/** Sets by their merge keys, which are top-level names; a set without one has `null` there. */
function byKey(sets: readonly Params[], keys: readonly string[], pointer: string) {
  if (keys.length === 0) {
    throw new ExpansionFailure(
      'error getting param sets by merge key: no merge keys were specified, Merge requires at least one',
      { hint: 'write mergeKeys: [name] or another parameter that tells the sets apart', pointer },
    );
  }
  const found = new Map<string, Params>();
  for (const params of sets) {
    const at = (key: string) => (params && Object.hasOwn(params, key) ? params[key] : null);
    const key = toJson(Object.fromEntries(keys.map((name) => [name, at(name)]))) as string;
    if (found.has(key)) {
      throw new ExpansionFailure(
        `error getting param sets by merge key: the parameters from a generator were not unique by the given mergeKeys, Merge requires all param sets to be unique. Duplicate key was ${key}`,
        { hint: 'use merge keys whose values differ in each set of one generator', pointer },
      );
    }
    found.set(key, params);
  }
  return found;
}
