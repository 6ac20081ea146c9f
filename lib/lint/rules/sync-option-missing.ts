import { posix } from 'node:path';
import { valueAt, type Fix, type Manifest } from '../../core';
import { nameOf } from '../../drift';
import {
  arrivalNeed,
  arrivalsIn,
  carriesOptions,
  forbids,
  OPTIONS_ANNOTATION,
  optionsWith,
  sizeNeed,
  type SyncNeed,
} from '../../sync';
import { applicationSpecs, type ApplicationSpec } from '../applications';
import type { Context } from '../context';
import { knownOwnersOf } from '../owners';
import { rule } from '../rule';

const AT = `/metadata/annotations/${OPTIONS_ANNOTATION.replace('/', '~1')}`;

export const syncOptionMissing = rule({
  id: 'sync-option-missing',
  category: 'gitops',
  severity: 'error',
  summary: 'What Argo CD can apply only with a sync option has that option.',
  hint: 'set the option, on the object or on its Application',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/',

  *check(set, context) {
    const specs = applicationSpecs(context);
    if (specs.length === 0) return;
    const ownersOf = ownersIn(context, specs);
    const arrivals = arrivalsIn(set);
    for (const at of set) {
      const owners = ownersOf(at);
      if (owners.length === 0) continue;
      const size = sizeNeed(at);
      if (size) yield* lacking(size, owners);
      for (const by of arrivals?.(at) ?? []) {
        const together = owners.filter((owner) => ownersOf(by).includes(owner));
        if (together.length === 0) continue;
        for (const need of arrivalNeed(at, by)) yield* lacking(need, together);
        break;
      }
    }
  },
});

/**
 * The Applications of an object: where there is but one in the set, that one has what none is known
 * of, unless both say where they are.
 */
function ownersIn(context: Context, specs: readonly ApplicationSpec[]) {
  const only = specs.length === 1 ? specs : [];
  const isPlaced = only.some(({ sources }) =>
    sources.some(({ path = '' }) => posix.join('/', path) !== '/'),
  );
  return (at: Manifest): readonly ApplicationSpec[] => {
    if (at === only[0]?.at) return [];
    const known = knownOwnersOf(at, context);
    if (known.length > 0) return known.filter(({ tool }) => tool === 'argocd');
    const folder = posix.dirname(context.set.originOf(at).file ?? '.');
    return isPlaced && folder !== '.' ? [] : only;
  };
}

function* lacking({ at, option, because }: SyncNeed, owners: readonly ApplicationSpec[]) {
  const isSize = option === 'ServerSideApply=true';
  const forbidden = isSize && forbids(at);
  const those = owners.filter(({ syncOptions }) => {
    if (isSize && syncOptions.includes('Replace=true')) return false;
    return forbidden || !syncOptions.includes(option);
  });
  const [first] = those;
  if (!first) return;
  yield {
    at,
    message: forbidden
      ? `${because}, and it says ServerSideApply=false`
      : `${because}: neither it nor ${nameOf(first.at)} says ${option}`,
    // Where the kind is known already, a sync works; of what is too large none ever does.
    severity: isSize ? ('error' as const) : ('warning' as const),
    hint: forbidden
      ? `remove ServerSideApply=false from its annotation ${OPTIONS_ANNOTATION}`
      : carriesOptions(at)
        ? `annotate it ${OPTIONS_ANNOTATION}: ${option}`
        : `add ${option} to syncPolicy.syncOptions of ${nameOf(first.at)}: an annotation would roll every XR`,
    fixes: forbidden ? [] : fixesOf({ at, option, because }, those),
  };
}

function fixesOf({ at, option }: SyncNeed, owners: readonly ApplicationSpec[]): Fix[] {
  if (!carriesOptions(at)) {
    return owners.map((owner) => ({
      at: owner.at,
      edits: [{ do: 'add', pointer: `${owner.pointer}/syncPolicy/syncOptions`, value: option }],
    }));
  }
  // Annotations that are no map cannot take one.
  if (typeof (valueAt(at, '/metadata/annotations') ?? {}) !== 'object') return [];
  return [{ at, edits: [{ do: 'set', pointer: AT, value: optionsWith(at, option) }] }];
}
