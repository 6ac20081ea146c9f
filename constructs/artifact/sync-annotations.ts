import type { IConstruct } from 'constructs';
import type { Manifest, ManifestSet } from '../../lib/core';
import { imageOf } from '../../lib/crossplane/composition/provider';
import { serves } from '../../lib/crossplane/providers';
import {
  carriesOptions,
  forbids,
  OPTIONS_ANNOTATION,
  optionsWith,
  syncNeeds,
  type Brings,
  type SyncNeed,
} from '../../lib/sync';
import { has, packagesOf } from '../crossplane/derived/packages';
import { withAnnotation } from './annotate';

/** Which groups the providers of an app have: as they say, else as their names tell. */
export function bringsOf(app: IConstruct): Brings {
  const said = new Map(
    packagesOf(app).Provider.flatMap((one) => (one.groups ? [[one.name, one] as const] : [])),
  );
  return (provider, group) => {
    const own = said.get(provider.metadata.name ?? '');
    return own ? has(own, group) : serves(imageOf(provider), group);
  };
}

/**
 * What objects of one sync need of Argo CD and can say themselves: so it travels with them, holds in
 * every release and for every Application, and concerns them alone. `ServerSideApply=true` of an
 * Application changes how all its objects are compared, `SkipDryRunOnMissingResource=true` hides a
 * misspelt kind until half of it is applied.
 */
export function* carriedNeeds(set: ManifestSet, brings: Brings): Generator<SyncNeed> {
  for (const need of syncNeeds(set, brings)) {
    if (!carriesOptions(need.at)) continue;
    if (need.option === 'ServerSideApply=true' && forbids(need.at)) continue;
    yield need;
  }
}

/** Objects as they are written, with those options. */
export function withOptions(
  needs: readonly SyncNeed[],
  objects: ReadonlyMap<Manifest, Manifest>,
  sortKeys: boolean,
): ReadonlyMap<Manifest, Manifest> {
  if (needs.length === 0) return objects;
  const found = new Map(objects);
  for (const { at, option } of needs) {
    const current = found.get(at) ?? at;
    const text = optionsWith(current, option);
    found.set(at, withAnnotation(current, OPTIONS_ANNOTATION, text, sortKeys));
  }
  return found;
}
