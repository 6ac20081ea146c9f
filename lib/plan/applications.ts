import { sortPlaces } from './grouping';
import type { Instance } from './instance';
import type { ApplicationAction, ApplicationChange, Place } from './types';

interface Found extends Omit<ApplicationChange, 'places' | 'values' | 'objects'> {
  readonly entries: { readonly place: Place; readonly values: readonly [string, string] }[];
  objects: number | undefined;
}

interface Seen {
  readonly action: ApplicationAction;
  readonly of: Instance;
  readonly place: Place;
  readonly values: readonly [string, string];
  /** How many objects it deploys; `undefined` where the content is unknown. */
  readonly objects?: number | undefined;
  readonly clusterGone?: true;
}

const CASCADING = new Set<ApplicationAction>(['remove', 'renamed', 'recreated']);

/** Gathers what happens to Applications, one entry an action and ApplicationSet. */
export class Applications {
  readonly #found = new Map<string, Found>();

  add({ action, of: { set, cascades }, place, values, objects, clusterGone }: Seen): void {
    const key = [action, set ?? '', CASCADING.has(action) && cascades, clusterGone].join('\0');
    const known = this.#found.get(key);
    if (known) {
      known.entries.push({ place, values });
      if (known.objects !== undefined && objects !== undefined) known.objects += objects;
      else known.objects = undefined;
      return;
    }
    this.#found.set(key, {
      action,
      ...(set !== undefined && { set }),
      ...(CASCADING.has(action) && { cascades }),
      ...(clusterGone && { clusterGone }),
      objects,
      entries: [{ place, values }],
    });
  }

  changes(): ApplicationChange[] {
    return [...this.#found.values()].map(({ entries, objects, ...change }) => {
      const places = sortPlaces(entries.map(({ place }) => place));
      const values = new Map(entries.map(({ place, values }) => [place, values]));
      return {
        ...change,
        ...(objects !== undefined && { objects }),
        values: places.map((place) => values.get(place) as readonly [string, string]),
        places,
      };
    });
  }
}
