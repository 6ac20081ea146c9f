import { posix } from 'node:path';
import { formatKey, groupOf, keyOf, type Manifest, type ManifestSet } from '../core';
import { compareObjects } from './compare-objects';
import { fateOf } from './fate';
import { Grouping, type GroupedChange, type SeenDifference } from './grouping';
import type { Instance } from './instance';
import { namespacing, type ScopeOf } from './scope';
import { madeAgain } from './made-again';
import type { State } from './types';
import { collect, isEqual } from './values';

/**
 * What changes in the objects of the hub itself. Where a plain folder holds an object several times
 * with different content, as variants do, each folder is compared with its counterpart.
 *
 * @param root the Application that delivers the hub, whose prune removes objects.
 */
export function compareHubs(
  base: State,
  head: State,
  root: Instance | undefined,
  scopeOf: ScopeOf | undefined,
): GroupedChange[] {
  const apart = isAmbiguous(base.hub) || isAmbiguous(head.hub);
  const [old, current] = [partsOf(base.hub, apart), partsOf(head.hub, apart)];
  const grouping = new Grouping();
  const namespaceOf = namespacing('', scopeOf);
  const namespaces = { before: namespaceOf, after: namespaceOf };
  for (const folder of new Set([...old.keys(), ...current.keys()])) {
    const differences = compareObjects(
      old.get(folder) ?? [],
      current.get(folder) ?? [],
      namespaces,
    );
    const again = madeAgain(differences);
    const seen = differences.map((difference): SeenDifference => {
      const { action, before } = difference;
      const to = again.get(difference);
      const seen = { difference, ...(to && { again: to }) };
      if (action !== 'remove' || !before || !root) return seen;
      return { ...seen, fate: fateOf(before, root, false) };
    });
    grouping.add(seen, { cluster: '', application: folder });
  }
  return grouping.grouped().map(({ change, difference }) => ({
    difference,
    change: { ...change, places: apart ? change.places : [] },
  }));
}

/** Whether a change of the object shows as a change of Applications. */
export function makesApplications(manifest: Pick<Manifest, 'apiVersion' | 'kind'>): boolean {
  return groupOf(manifest) === 'argoproj.io' && /^Application(Set)?$/.test(manifest.kind);
}

function partsOf(set: ManifestSet, apart: boolean): Map<string, Manifest[]> {
  const parts = new Map<string, Manifest[]>();
  for (const { manifest, origin } of set.entries()) {
    collect(parts, apart ? posix.dirname(origin.file ?? '.') : '', manifest);
  }
  return parts;
}

function isAmbiguous(set: ManifestSet): boolean {
  const seen = new Map<string, Manifest>();
  for (const manifest of set) {
    const key = formatKey(keyOf(manifest));
    const known = seen.get(key);
    if (known && !isEqual(known, manifest)) return true;
    seen.set(key, manifest);
  }
  return false;
}
