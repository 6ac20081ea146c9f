import { formatKey, type ObjectKey } from '../core';
import type { SchemaOf } from './broken-rules';
import { lossOf } from './data-kinds';
import type { GroupedChange } from './grouping';
import { makesApplications } from './hub';
import { pinUndoOf } from './pin-undo';
import { refusals } from './refusals';
import type { Danger, Fate, PinChange } from './types';

export const REVERT = 'revert the change; what is deleted does not come back';

/** What object dangers are told by. */
export interface ObjectFacts {
  readonly pins: readonly PinChange[];
  /** `group/kind` of composite resources. */
  readonly composites: ReadonlySet<string>;
  readonly schemaOf?: SchemaOf | undefined;
}

/** How each fate deletes; the others do not. */
const BY: Partial<Record<Fate | 'unknown', string>> = {
  pruned: ' by automated prune',
  deleted: ' with their Application',
  confirm: ' once a person confirms',
  composed: ' by Crossplane, whose XR no longer has it',
  unknown: '',
};

/** What is deleted, moved, renamed or refused among changes of objects; equal things as one. */
export function objectDangers(
  all: readonly GroupedChange[],
  facts: ObjectFacts,
  isHub: boolean,
): Danger[] {
  const losses: Danger[] = [];
  const groups = new Map<string, { danger: Danger; objects: ObjectKey[]; tell: Tell }>();
  for (const one of all) {
    const { change } = one;
    if (change.action === 'change') losses.push(...refusals(one, facts.pins, facts.schemaOf));
    if (change.action !== 'remove') continue;
    const found = removal(one, facts, isHub);
    if (!found) continue;
    if (!found.tell) losses.push(found.danger);
    else {
      const { kind, undo, places } = found.danger;
      const key = [kind, undo, found.tell(''), JSON.stringify(places)].join('\0');
      const group = groups.get(key);
      if (group) group.objects.push(change.object);
      else groups.set(key, { danger: found.danger, objects: [change.object], tell: found.tell });
    }
  }
  return [
    ...losses,
    ...[...groups.values()].map(({ danger, objects, tell }) => ({
      ...danger,
      message: tell(subject(objects)),
      objects,
    })),
  ];
}

/** The sentence about some objects. */
type Tell = (subject: string) => string;

function removal(
  { change, difference: { before } }: GroupedChange,
  { pins, composites }: ObjectFacts,
  isHub: boolean,
): { danger: Danger; tell?: Tell } | undefined {
  const { object, fate = 'unknown', pin, places, withApplication = false, again } = change;
  const by = BY[fate];
  // What the set or Application makes is told as Applications that go.
  if (!before || by === undefined || (isHub && makesApplications(before))) return undefined;
  const loss = lossOf(object, before, composites);
  if (withApplication && loss === undefined) return undefined;
  const undo = pinUndoOf(pins, pin) ?? REVERT;
  const common = { deletes: true, undo, places, message: '' } as const;
  if (loss !== undefined) {
    const one = by.replace('their', 'its');
    const after = again ? `; ${formatKey(again)} is made new, and empty` : '';
    return {
      danger: {
        ...common,
        kind: 'data-loss',
        message: `${formatKey(object)} is deleted${one}, and with it ${loss.loses}${after}`,
        object,
        protect: loss.keep,
      },
    };
  }
  if (again && again.namespace !== object.namespace) {
    const to = `${object.namespace ?? ''} to ${again.namespace ?? ''}`;
    return {
      danger: { ...common, kind: 'namespace-move' },
      tell: (what) => `${what} moved from namespace ${to}: deleted${by} there, made new here`,
    };
  }
  if (again) {
    return {
      danger: { ...common, kind: 'object-renamed', object },
      tell: (what) => `${what} renamed to ${again.name}: deleted${by}, made new under that name`,
    };
  }
  return {
    danger: { ...common, kind: 'object-deleted', object },
    tell: (what) => `${what} deleted${by}`,
  };
}

function subject(objects: readonly ObjectKey[]): string {
  const [only] = objects;
  if (objects.length === 1 && only) return `${formatKey(only)} is`;
  return `${objects.length} objects are`;
}
