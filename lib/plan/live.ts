import { formatKey, keyOf, ManifestSet, type Manifest, type ObjectKey } from '../core';
import { claimsOf } from '../drift';
import { compareTwo, type ObjectDifference } from './compare-objects';
import { ContentReader } from './content';
import { dangersOf } from './dangers';
import { compositesIn } from './data-kinds';
import { fateOf, fateWithApplication } from './fate';
import { instancesOf } from './fleet';
import { foreignIn } from './foreign';
import { Grouping, type SeenDifference } from './grouping';
import { ignoredBy } from './ignored';
import type { Instance } from './instance';
import { Notes } from './notes';
import { placeFor } from './place';
import { plan, written, type PlanInputs } from './plan';
import { projectLive } from './project-live';
import { namespacing } from './scope';
import type { Place, Plan, State } from './types';

export interface LiveInputs extends PlanInputs {
  /** The cluster that the dump is of, as the inventory names it. */
  readonly cluster: string;
  /** What runs there: `kubectl get -o yaml` of anything. */
  readonly live: ManifestSet;
}

interface Wanted {
  readonly object: ObjectKey;
  readonly manifest: Manifest;
  readonly by: Instance;
}

/**
 * What head changes in one cluster, compared with what runs there instead of with base: drift is
 * seen too. Defaults, fields of controllers, and what Applications ignore are no changes. Objects
 * that no Application of the two states delivers are none of ours.
 */
export function planLive(base: State, head: State, inputs: LiveInputs): Plan {
  const { cluster, live } = inputs;
  const whole = plan(base, head, inputs);
  const here = <T extends { readonly places: readonly Place[] }>(all: readonly T[]): T[] =>
    all
      .map((one) => ({ ...one, places: one.places.filter((place) => place.cluster === cluster) }))
      .filter(({ places }) => places.length > 0);
  const pins = here(whole.pins);
  const reader = new ContentReader(inputs.contentOf);
  const wanted = objectsOn(head, inputs, reader);
  const before = objectsOn(base, inputs, reader);
  const running = new Map([...live].map((manifest) => [formatKey(keyOf(manifest)), manifest]));
  const kinds = new Set([...live].map((manifest) => kindOf(keyOf(manifest))));
  const notes = new Notes();
  notes.addAll(here(whole.notes));
  const claimed = claimsIn(wanted.values());
  const grouping = new Grouping();
  const add = (difference: ObjectDifference, by: Instance, more: Partial<SeenDifference> = {}) => {
    const pin = pins.findIndex(({ places }) =>
      places.some(({ application }) => application === by.name),
    );
    grouping.add([{ difference, ...(pin >= 0 && { pin }), ...more }], placeFor(by));
  };
  for (const [key, { object, manifest, by }] of wanted) {
    const found = running.get(key);
    if (!found && before.has(key) && !kinds.has(kindOf(object))) {
      notes.add(
        { message: `the dump has no ${kindOf(object)}: not compared`, hint: 'dump that kind too' },
        [placeFor(by)],
      );
      continue;
    }
    if (!found) {
      add({ action: 'add', object, after: manifest, fields: [], images: [] }, by);
      continue;
    }
    const change = compareLive(manifest, found, before.get(key)?.manifest, object);
    const own = ignoredBy(by.manifest, object, [found, manifest]);
    for (const problem of own.problems) {
      notes.add(
        {
          message: `a rule of ignoreDifferences is not applied here: ${problem}`,
          hint: 'look at the fields that it means yourself',
        },
        [placeFor(by)],
      );
    }
    const ignored = [...(claimed.get(key) ?? []), ...own.pointers];
    const fields = change?.fields.filter(
      ({ pointer }) => !ignored.some((one) => isWithin(pointer, one)),
    );
    if (change && fields && fields.length > 0) add({ ...change, fields }, by);
  }
  const current = new Map([...wanted.values()].map(({ by }) => [by.name, by]));
  for (const [key, { object, by }] of before) {
    const found = running.get(key);
    if (!found || wanted.has(key)) continue;
    const now = current.get(by.name);
    const fate = now ? fateOf(found, now, false) : fateWithApplication(found, by);
    const difference = { action: 'remove', object, before: found, fields: [], images: [] } as const;
    add(difference, by, { fate, ...(now ? {} : { withApplication: true }) });
  }
  const objects = grouping.grouped();
  const applications = here(whole.applications);
  return {
    ...whole,
    base: `what runs in ${cluster}`,
    dangers: dangersOf({
      applications,
      pins,
      objects,
      hub: [],
      frozen: new Map(),
      composites: new Set(compositesIn([...reader.all(), ...base.hub])),
      schemaOf: inputs.schemasIn?.([...base.hub, ...reader.all()]),
    }),
    pins,
    applications,
    unknown: [...here(whole.unknown), ...whole.unknown.filter(({ places }) => places.length === 0)],
    hub: [],
    notes: notes.all(),
    objects: objects.map((one) => written(one, (manifest) => reader.originOf(manifest))),
    foreign: foreignIn(live, (key) => wanted.has(key) || before.has(key), current),
  };
}

/** `apps/Deployment`; `Service` in the core group. */
function kindOf({ group, kind }: ObjectKey): string {
  return group === '' ? kind : `${group}/${kind}`;
}

/** What the Applications of a state deliver to the cluster, by key. */
function objectsOn(state: State, inputs: LiveInputs, reader: ContentReader): Map<string, Wanted> {
  const found = new Map<string, Wanted>();
  for (const by of instancesOf(state, inputs).instances) {
    if (by.cluster !== inputs.cluster || by.sources.some((one) => state.isHub?.(one))) continue;
    const objects = reader.read(by.sources);
    const namespaceOf = namespacing(by.destinationNamespace, inputs.scopeOf);
    for (const manifest of objects.manifests) {
      const namespace = namespaceOf(manifest);
      const { group, kind, name } = keyOf(manifest);
      const object = { group, kind, ...(namespace !== undefined && { namespace }), name };
      found.set(formatKey(object), { object, manifest, by });
    }
  }
  return found;
}

function compareLive(
  desired: Manifest,
  live: Manifest,
  base: Manifest | undefined,
  object: ObjectKey,
): ObjectDifference | undefined {
  const wanted = withData(desired);
  const previous = lastApplied(live) ?? (base && withData(base));
  return compareTwo(object, projectLive(live, wanted, previous) as Manifest, wanted);
}

/** A Secret as the API server keeps it: `stringData` is encoded into `data`. */
function withData(manifest: Manifest): Manifest {
  const { stringData, ...rest } = manifest;
  if (manifest.kind !== 'Secret' || typeof stringData !== 'object' || !stringData) return manifest;
  const encoded = Object.entries(stringData).map(([key, value]) => [
    key,
    Buffer.from(String(value)).toString('base64'),
  ]);
  return {
    ...rest,
    data: { ...(manifest.data as object), ...Object.fromEntries(encoded) },
  } as Manifest;
}

function lastApplied({ metadata }: Manifest): unknown {
  const text = metadata.annotations?.['kubectl.kubernetes.io/last-applied-configuration'];
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Pointers that controllers write, by the key of the object. */
function claimsIn(wanted: Iterable<Wanted>): Map<string, string[]> {
  const all = [...wanted].map(({ manifest, object: { namespace } }) => ({
    ...manifest,
    metadata: { ...manifest.metadata, ...(namespace !== undefined && { namespace }) },
  }));
  const found = new Map<string, string[]>();
  for (const { target, pointer, repair } of claimsOf(ManifestSet.of(all))) {
    // What Git should not hold at all, or an option, is no field that somebody writes.
    if (repair.do === 'remove' || repair.do === 'set') continue;
    const key = formatKey(target);
    found.set(key, [...(found.get(key) ?? []), pointer]);
  }
  return found;
}

function isWithin(pointer: string, parent: string): boolean {
  return pointer === parent || pointer.startsWith(`${parent}/`);
}
