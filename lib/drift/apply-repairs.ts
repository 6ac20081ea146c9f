import { parsePointer, type Manifest, type ManifestSet } from '../core';
import { claimsOf } from './claims';
import { fights } from './fights';
import { removalOf } from './removal';
import { isMap, isWritten } from './values';
import type { DriftFacts, WriterClaim } from './writer';

/** A set whose objects no longer fight, as far as a program may change them for their author. */
export interface Repaired {
  /** What became of the objects that changed. */
  readonly objects: ReadonlyMap<Manifest, Manifest>;
  /** The claims that were answered by it, in order: a field left out, or a default written. */
  readonly applied: readonly WriterClaim[];
}

/**
 * Leaves out the scales that autoscalers of the set write, and writes the defaults that the API
 * server fills in below lists. All else is for a person to decide: lint tells it.
 *
 * @param sortKeys Whether maps are in alphabetical order, and stay so.
 */
export function repaired(set: ManifestSet, facts: DriftFacts, sortKeys: boolean): Repaired {
  const objects = new Map<Manifest, Manifest>();
  const applied: WriterClaim[] = [];
  for (const claim of claimsOf(set, facts)) {
    const { at, pointer, repair } = claim;
    if (!at || claim.maybe || !fights(claim)) continue;
    const current = objects.get(at) ?? at;
    const tokens = parsePointer(pointer);
    if (repair.do === 'omit-and-ignore') {
      const gone = parsePointer(removalOf(current, pointer));
      objects.set(at, changed(current, gone) as Manifest);
    } else if (repair.do === 'write' && !isWritten(at, pointer)) {
      objects.set(at, changed(current, tokens, { value: repair.value, sortKeys }) as Manifest);
    } else continue;
    applied.push(claim);
  }
  return { objects, applied };
}

interface Written {
  readonly value: unknown;
  readonly sortKeys: boolean;
}

/** A copy along the path in which the field is written, or left out. */
function changed(root: unknown, tokens: readonly string[], write?: Written): unknown {
  const [token = '', ...rest] = tokens;
  if (Array.isArray(root)) {
    return root.map((element, i) =>
      String(i) === token ? changed(element, rest, write) : element,
    );
  }
  if (!isMap(root)) return root;
  if (rest.length > 0) return { ...root, [token]: changed(root[token], rest, write) };
  const { [token]: _, ...others } = root;
  if (!write) return others;
  const whole = { ...others, [token]: write.value };
  if (!write.sortKeys) return whole;
  return Object.fromEntries(Object.entries(whole).sort(([a], [b]) => (a < b ? -1 : 1)));
}
