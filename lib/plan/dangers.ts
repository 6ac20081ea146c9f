import { formatKey } from '../core';
import { applicationDangers } from './application-dangers';
import { lossOf } from './data-kinds';
import { optionOf } from './fate';
import type { GroupedChange } from './grouping';
import { makesApplications } from './hub';
import { frozenChanges } from './immutable';
import type { ApplicationChange, Danger, DangerKind, Fate, PinChange } from './types';

export interface Findings {
  readonly applications: readonly ApplicationChange[];
  readonly pins: readonly PinChange[];
  readonly objects: readonly GroupedChange[];
  readonly hub: readonly GroupedChange[];
  /** Sets that freeze in head, and why. */
  readonly frozen: ReadonlyMap<string, string>;
  /** `group/kind` of composite resources. */
  readonly composites: ReadonlySet<string>;
}

/** The worst first. */
const ORDER: readonly DangerKind[] = [
  'data-loss',
  'application-deleted',
  'application-recreated',
  'application-renamed',
  'object-deleted',
  'namespace-move',
  'application-moved',
  'set-frozen',
  'immutable-field',
];

const REVERT = 'revert the change; what is deleted does not come back';

/** What to look at first: what is deleted, lost, made anew, refused or frozen. */
export function dangersOf(found: Findings): Danger[] {
  const dangers = [
    ...found.applications.flatMap(applicationDangers),
    ...[...found.frozen].map(frozenDanger),
    ...found.hub.flatMap((one) => objectDangers(one, found, true)),
    ...found.objects.flatMap((one) => objectDangers(one, found, false)),
  ];
  return dangers.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
}

function frozenDanger([set, why]: readonly [string, string]): Danger {
  return {
    kind: 'set-frozen',
    message: `ApplicationSet ${set} stops here, its Applications stay as they are: ${why}`,
    deletes: false,
    undo: 'repair the ApplicationSet; cdk8s-gitops preview shows when it works',
    places: [],
  };
}

function objectDangers(grouped: GroupedChange, found: Findings, isHub: boolean): Danger[] {
  const { action } = grouped.change;
  if (action === 'remove') return removalDangers(grouped, found, isHub);
  return action === 'change' ? immutableDangers(grouped, found.pins) : [];
}

/** How each fate deletes; the others do not. */
const BY: Partial<Record<Fate | 'unknown', string>> = {
  pruned: ' by automated prune',
  deleted: ' with its Application',
  confirm: ' once a person confirms',
  unknown: '',
};

function removalDangers(
  { change, difference: { before } }: GroupedChange,
  { pins, composites }: Findings,
  isHub: boolean,
): Danger[] {
  const { object, fate = 'unknown', pin, places, withApplication = false } = change;
  const by = BY[fate];
  // What the set or Application makes is told as Applications that go.
  if (!before || by === undefined || (isHub && makesApplications(before))) return [];
  const loses = lossOf(object, before, composites);
  if (withApplication && loses === undefined) return [];
  const loss = loses === undefined ? '' : `, and with it ${loses}`;
  return [
    {
      kind: loses === undefined ? 'object-deleted' : 'data-loss',
      message: `${formatKey(object)} is deleted${by}${loss}`,
      object,
      deletes: true,
      undo: pinUndo(pins, pin) ?? REVERT,
      places,
    },
  ];
}

function immutableDangers(
  { change, difference: { before, after } }: GroupedChange,
  pins: readonly PinChange[],
): Danger[] {
  const { object, fields, pin, places } = change;
  if (!before || !after) return [];
  const forced = optionOf(after, 'Replace') === 'true' && optionOf(after, 'Force') === 'true';
  return frozenChanges(object, fields, before.immutable === true).map(({ pointer, path }) => ({
    kind: 'immutable-field',
    message: forced
      ? `${formatKey(object)} is deleted and made again: ${path} cannot change`
      : `${formatKey(object)}: ${path} cannot change, the sync fails`,
    object,
    pointer,
    deletes: forced,
    undo: pinUndo(pins, pin) ?? 'leave the field as it is, or give the object another name',
    places,
  }));
}

function pinUndo(pins: readonly PinChange[], pin: number | undefined): string | undefined {
  return pin === undefined ? undefined : pins[pin]?.undo;
}
