import { formatKey, type ObjectKey } from '../core';
import type { ObjectDifference } from './compare-objects';
import type { Fate, ObjectChange, Place } from './types';

/** A difference as one Application sees it. */
export interface SeenDifference {
  readonly difference: ObjectDifference;
  readonly fate?: Fate;
  readonly pin?: number;
  readonly withApplication?: true;
  readonly again?: ObjectKey;
  readonly apply?: 'server-side';
  readonly composedBy?: ObjectKey;
}

/** An entry of the plan together with the objects behind it. */
export interface GroupedChange {
  readonly change: ObjectChange;
  readonly difference: ObjectDifference;
}

/** Gathers equal changes of many Applications into one entry with its places. */
export class Grouping {
  readonly #places = new Map<SeenDifference, Place[]>();

  /** @param seen the same values for Applications that read the same: then this is one look-up. */
  add(seen: readonly SeenDifference[], place: Place): void {
    for (const one of seen) {
      const places = this.#places.get(one);
      if (places) places.push(place);
      else this.#places.set(one, [place]);
    }
  }

  /** In the order of their objects. */
  grouped(): GroupedChange[] {
    const groups = new Map<string, { seen: SeenDifference; places: Place[] }>();
    for (const [seen, places] of this.#places) {
      const key = signature(seen);
      const group = groups.get(key);
      if (group) group.places.push(...places);
      else groups.set(key, { seen, places: [...places] });
    }
    return [...groups.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { seen, places }]) => toGrouped(seen, places));
  }
}

/** Sorts by object; equal for changes that a reader would call the same. */
function signature({
  difference,
  fate,
  pin,
  withApplication,
  again,
  apply,
  composedBy,
}: SeenDifference): string {
  const { action, object, fields } = difference;
  const shown = action === 'add' ? difference.after : fields;
  return [
    formatKey(object),
    action,
    fate,
    pin,
    withApplication,
    again && formatKey(again),
    apply,
    composedBy && formatKey(composedBy),
    JSON.stringify(shown),
  ].join('\0');
}

function toGrouped(
  { difference, fate, pin, withApplication, again, apply, composedBy }: SeenDifference,
  places: Place[],
): GroupedChange {
  const { action, object, fields, images } = difference;
  const change: ObjectChange = {
    action,
    object,
    fields,
    images,
    ...(fate !== undefined && { fate }),
    ...(pin !== undefined && { pin }),
    ...(withApplication && { withApplication }),
    ...(again && { again }),
    ...(apply && { apply }),
    ...(composedBy && { composedBy }),
    places: sortPlaces(places),
  };
  return { change, difference };
}

export function sortPlaces(places: readonly Place[]): Place[] {
  const key = ({ cluster, application }: Place) => `${cluster}\0${application}`;
  return [...places].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
