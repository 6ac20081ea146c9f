import { formatKey, type Manifest, type Origin } from '../core';
import { Composed } from './composed';
import { composedPairs } from './composites';
import { ContentReader } from './content';
import { dangersOf } from './dangers';
import { compositesIn } from './data-kinds';
import { instancesOf, type FleetInputs } from './fleet';
import type { GroupedChange } from './grouping';
import { compareHubs } from './hub';
import type { Instance } from './instance';
import { leaving } from './leaving';
import { pairUp } from './pair';
import { policed } from './policies';
import { rolloutNotes } from './rollout';
import type { SchemaOf } from './broken-rules';
import type { ScopeOf } from './scope';
import type { Content, ObjectChange, Plan, SourceRef, State } from './types';
import { Work } from './work';

export interface PlanInputs extends FleetInputs {
  /** The files behind a source, looked up once for each revision and folder. */
  readonly contentOf: (source: SourceRef) => Content;
  /** Whether kinds are namespaced; well-known kinds need no answer. Default no answer. */
  readonly scopeOf?: ScopeOf;
  /** Finds schemas of kinds, by what ships and what the states define. Default: none are known. */
  readonly schemasIn?: (manifests: readonly Manifest[]) => SchemaOf;
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
  compareComposed(old.instances, now.instances, work, inputs.scopeOf);
  const root = now.instances.find(({ sources }) => sources.some((one) => head.isHub?.(one)));
  const hub = compareHubs(base, head, root, inputs.scopeOf);
  const { going, notes: staying } = leaving(removed, hub);
  for (const one of going) work.single('remove', one, !now.knows(one));
  work.notes.addAll([...staying, ...rolloutNotes(head, kept)]);
  const objects = work.grouping.grouped();
  const applications = work.applications.changes();
  const pins = work.pins.changes();
  const originOf = (manifest: Manifest) => {
    const origin = head.hub.originOf(manifest);
    return origin.file === undefined ? base.hub.originOf(manifest) : origin;
  };
  const composites = new Set(compositesIn([...reader.all(), ...base.hub]));
  const schemaOf = inputs.schemasIn?.([...base.hub, ...reader.all(), ...head.hub]);
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
      schemaOf,
    }),
    pins,
    applications,
    direct: old.instances.length + now.instances.length + now.frozen.size + old.frozen.size === 0,
    hub: hub.map((one) => written(one, originOf)),
    objects: objects.map((one) => written(one, (manifest) => reader.originOf(manifest))),
    unknown: work.unknowns.all(),
    notes: work.notes.all(),
  };
}

/** What XRs are composed of, where both states have them. */
function compareComposed(
  before: readonly Instance[],
  after: readonly Instance[],
  work: Work,
  scopeOf: ScopeOf | undefined,
): void {
  const composed = new Composed();
  for (const pair of composedPairs(before, after, work.reader, scopeOf)) {
    const { object, place } = pair;
    const found = composed.compare(pair);
    if ('seen' in found) work.grouping.add(found.seen, place);
    else {
      const message = `what ${formatKey(object)} is composed of: ${found.missing}`;
      const hint = 'render the XR with cdk8s-gitops render, and compare by hand';
      work.unknowns.add({ reason: 'composite', message, hint }, [place]);
    }
  }
}

/** A change with the file and line that it is written at: of head, or of base for what goes. */
export function written(
  { change, difference: { before, after } }: GroupedChange,
  originOf: (manifest: Manifest) => Origin,
): ObjectChange {
  const manifest = after ?? before;
  const { file, lineOf } = manifest ? originOf(manifest) : {};
  if (file === undefined) return change;
  const line = lineOf?.(change.fields[0]?.pointer ?? '');
  return { ...change, written: line === undefined ? file : `${file}:${line}` };
}
