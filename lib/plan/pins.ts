import { isDigest } from '../oci';
import { sortPlaces } from './grouping';
import type { Pair } from './pair';
import { counterpartOf } from './source';
import type { PinChange, Pinned, Place, RingFact, SourceRef, State } from './types';

interface Found {
  readonly repository: string;
  /** Where it was before, if elsewhere. */
  readonly before: string;
  readonly from: Pinned;
  readonly to: Pinned;
  readonly sets: Set<string>;
  readonly places: Place[];
}

/** Collects the revisions that change, each once however many Applications follow it. */
export class Pins {
  readonly #found = new Map<string, { readonly index: number; readonly pin: Found }>();

  constructor(
    private readonly base: State,
    private readonly head: State,
  ) {}

  /** @returns the index of the pin that changes what this Application reads, if one does. */
  add({ before, after }: Pair, place: Place): number | undefined {
    let first: number | undefined;
    for (const source of after.sources) {
      const old = counterpartOf(before.sources, source);
      if (!old || old.revision === source.revision) continue;
      const index = this.#add(old, source, { before, after }, place);
      first ??= index;
    }
    return first;
  }

  changes(): PinChange[] {
    return [...this.#found.values()].map(({ pin }) => this.#change(pin));
  }

  #add(old: SourceRef, source: SourceRef, { before, after }: Pair, place: Place): number {
    const key = [old.repoURL, source.repoURL, old.revision, source.revision].join('\0');
    let known = this.#found.get(key);
    if (!known) {
      const from = pinned(old.revision, before.version ?? versionIn(this.base, old));
      const to = pinned(source.revision, after.version ?? versionIn(this.head, source));
      const at = { repository: source.repoURL, before: old.repoURL };
      const pin = { ...at, from, to, sets: new Set<string>(), places: [] };
      known = { index: this.#found.size, pin };
      this.#found.set(key, known);
    }
    const { places, sets } = known.pin;
    if (places.at(-1) !== place) places.push(place);
    if (after.set !== undefined) sets.add(after.set);
    return known.index;
  }

  #change({ repository, before, from, to, sets, places }: Found): PinChange {
    const facts = (this.head.rings ?? []).filter(({ digest }) => digest === to.revision);
    const changed = facts.flatMap((now) => {
      const then = this.base.rings?.find(
        ({ artifact, ring }) => artifact === now.artifact && ring === now.ring,
      );
      return then && then.digest !== from.revision ? [] : [{ now, then }];
    });
    // Of several rings that run this release now, base alone knows which did not before.
    const isKnown = (this.base.rings ?? []).length > 0 || changed.length === 1;
    const rings = isKnown ? changed : [];
    const artifact = rings[0]?.now.artifact;
    return {
      repository,
      ...(artifact !== undefined && { artifact }),
      rings: rings.map(({ now }) => now.ring),
      from,
      to,
      undo: undoOf(rings, { repository, before, from, sets }),
      places: sortPlaces(places),
    };
  }
}

interface RingChange {
  readonly now: RingFact;
  readonly then: RingFact | undefined;
}

function undoOf(
  rings: readonly RingChange[],
  { repository, before, from, sets }: Pick<Found, 'repository' | 'before' | 'from' | 'sets'>,
): string {
  const place = rings.find(({ then }) => then?.repository !== undefined)?.then?.repository;
  const pin = `{ ${[
    ...(from.version === undefined ? [] : [`version: ${from.version}`]),
    ...(place === undefined ? [] : [`repository: ${place}`]),
    `digest: ${from.revision}`,
  ].join(', ')} }`;
  if (rings.length > 0 && isDigest(from.revision)) {
    const named = rings
      .map(({ now: { artifact, ring, written } }) =>
        written === undefined ? `${artifact}.${ring}` : `${artifact}.${ring} (${written})`,
      )
      .join(' and ');
    const isPinned = rings.some(({ then }) => then?.pinned);
    return isPinned
      ? `write back to releases.yaml for ${named}: ${pin}`
      : `revert the program, or write to releases.yaml for ${named}: ${pin}`;
  }
  const where = sets.size > 0 ? ` in ApplicationSet ${[...sets].join(', ')}` : '';
  if (before !== repository) return `set the source back to ${before}@${from.revision}${where}`;
  return `set targetRevision of ${repository} back to ${from.revision}${where}`;
}

function versionIn({ rings = [] }: State, { revision }: SourceRef): string | undefined {
  return rings.find(({ digest, version }) => digest === revision && version !== undefined)?.version;
}

function pinned(revision: string, version: string | undefined): Pinned {
  return { revision, ...(version !== undefined && { version }) };
}
