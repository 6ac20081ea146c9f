import { ContentReader } from './content';
import { dangersOf } from './dangers';
import { compositesIn } from './data-kinds';
import { instancesOf, type FleetInputs } from './fleet';
import { compareHubs } from './hub';
import { pairUp } from './pair';
import { policed } from './policies';
import type { ScopeOf } from './scope';
import type { Content, Plan, SourceRef, State } from './types';
import { Work } from './work';

export interface PlanInputs extends FleetInputs {
  /** The files behind a source, looked up once for each revision and folder. */
  readonly contentOf: (source: SourceRef) => Content;
  /** Whether kinds are namespaced; well-known kinds need no answer. Default no answer. */
  readonly scopeOf?: ScopeOf;
}

/**
 * What changes in the clusters when the hub goes from one state to the other: through
 * ApplicationSets, Applications and the releases they read, down to fields.
 */
export function plan(base: State, head: State, inputs: PlanInputs): Plan {
  const old = instancesOf(base, inputs);
  const now = instancesOf(head, inputs);
  const reader = new ContentReader(inputs.contentOf);
  const { kept, recreated, renamed, added, removed, notes, unknown } = policed(
    pairUp(old, now),
    now,
  );

  const work = new Work(base, head, reader, inputs.scopeOf);
  work.notes.addAll([...old.notes, ...now.notes, ...notes]);
  for (const what of [...(base.unknown ?? []), ...(head.unknown ?? [])])
    work.unknowns.add(what, []);
  for (const { places, ...what } of unknown) work.unknowns.add(what, places);
  for (const pair of kept) work.compareKept(pair);
  for (const pair of recreated) work.again('recreated', pair);
  for (const pair of renamed) work.again('renamed', pair);
  for (const one of added) work.single('add', one);
  for (const one of removed) work.single('remove', one);

  const root = now.instances.find(({ sources }) => sources.some((one) => head.isHub?.(one)));
  const hub = compareHubs(base, head, root, inputs.scopeOf);
  const objects = work.grouping.grouped();
  const applications = work.applications.changes();
  const pins = work.pins.changes();
  const composites = new Set(compositesIn([...reader.all(), ...base.hub]));
  return {
    base: base.name,
    head: head.name,
    dangers: dangersOf({
      applications,
      pins,
      objects,
      hub,
      frozen: now.frozen,
      composites,
    }),
    pins,
    applications,
    direct: old.instances.length + now.instances.length + now.frozen.size + old.frozen.size === 0,
    hub: hub.map(({ change }) => change),
    objects: objects.map(({ change }) => change),
    unknown: work.unknowns.all(),
    notes: work.notes.all(),
  };
}
