import { groupOf, type Manifest, type ManifestSet } from '../core';
import { arrivalsIn, type Brings } from './arrivals';
import { arrivalNeed, type SyncNeed } from './needs';

/** What the content of one source means for those beside it in the same sync. */
export interface SyncContent {
  /** All of it that bring the kind of an object. */
  readonly bring: ReturnType<typeof arrivalsIn>;
  /** An object of each kind of which some do not skip the dry run. */
  readonly samples: readonly Manifest[];
}

/** @param brings as of {@link arrivalsIn}. */
export function syncContentOf(set: ManifestSet, brings?: Brings): SyncContent {
  const samples = new Map<string, Manifest>();
  for (const at of set) {
    const key = `${groupOf(at.apiVersion)}/${at.kind}`;
    if (samples.has(key)) continue;
    const [need] = arrivalNeed(at, at);
    if (need) samples.set(key, at);
  }
  return { bring: arrivalsIn(set, brings), samples: [...samples.values()] };
}

/** What objects of one source need because another one brings their kinds. */
export function* needsAcross(contents: readonly SyncContent[]): Generator<SyncNeed> {
  for (const own of contents) {
    for (const at of own.samples) {
      // What it brings itself, its objects say.
      if (own.bring?.(at).length) continue;
      const [by] = contents.flatMap((other) => other.bring?.(at) ?? []);
      if (by) yield* arrivalNeed(at, by);
    }
  }
}
