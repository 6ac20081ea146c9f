import { Applications } from './applications';
import type { ContentReader, Gap, Objects } from './content';
import { Differ } from './differ';
import { Grouping } from './grouping';
import type { Instance } from './instance';
import { Notes } from './notes';
import type { Pair } from './pair';
import { Pins } from './pins';
import { placeFor } from './place';
import type { ScopeOf } from './scope';
import { counterpartOf, isFixed, isSameSource } from './source';
import { sourceTexts } from './source-text';
import type { Place, SourceRef, State } from './types';
import { Unknowns } from './unknowns';

/** Goes through Applications, one by one, and gathers what happens to them and what they deploy. */
export class Work {
  readonly applications = new Applications();
  readonly grouping = new Grouping();
  readonly notes = new Notes();
  readonly unknowns = new Unknowns();
  readonly pins: Pins;
  readonly #differ: Differ;

  constructor(
    readonly base: State,
    readonly head: State,
    readonly reader: ContentReader,
    scopeOf: ScopeOf | undefined,
  ) {
    this.pins = new Pins(base, head);
    this.#differ = new Differ(scopeOf);
  }

  compareKept(pair: Pair): void {
    const { before, after } = pair;
    const place = placeFor(after);
    const say = (action: 'moved' | 'namespace' | 'project' | 'source', a: string, b: string) => {
      if (a !== b) this.applications.add({ action, of: after, place, values: [a, b] });
    };
    this.#notePrune(pair, place);
    say('moved', before.cluster, after.cluster);
    say('namespace', before.destinationNamespace, after.destinationNamespace);
    say('project', before.project, after.project);
    say('source', ...sourceTexts(before.sources, after.sources));
    if (before.cluster === after.cluster) this.#compareContent(pair, place);
  }

  /** The Application is deleted and made again, under another name or by another set. */
  again(action: 'renamed' | 'recreated', pair: Pair): void {
    const { before, after } = pair;
    const place = placeFor(before);
    const objects = this.#objectsOf(before.sources);
    const values: [string, string] =
      action === 'renamed' ? [before.name, after.name] : [before.set ?? '', after.set ?? ''];
    this.applications.add({ action, of: before, place, values, objects: countOf(objects) });
    if (before.cascades) {
      this.#gapsOf(objects, 'going', place);
      this.grouping.add(this.#differ.single('remove', before, objects.manifests), place);
    }
    if (before.cluster === after.cluster) this.#compareContent(pair, placeFor(after));
  }

  /** @param clusterGone Argo CD takes the finalizer off an Application whose cluster it does not know. */
  single(action: 'add' | 'remove', given: Instance, clusterGone = false): void {
    const one = clusterGone ? { ...given, cascades: false } : given;
    const place = placeFor(one);
    const objects = this.#objectsOf(one.sources);
    const values: [string, string] = action === 'add' ? ['', one.name] : [one.name, ''];
    const gone = clusterGone ? { clusterGone } : {};
    const counted = { objects: countOf(objects), ...gone } as const;
    this.applications.add({ action, of: one, place, values, ...counted });
    this.#gapsOf(objects, action === 'add' ? 'new' : 'going', place);
    this.grouping.add(this.#differ.single(action, one, objects.manifests), place);
  }

  #compareContent(pair: Pair, place: Place): void {
    const { before, after } = pair;
    const pin = this.pins.add(pair, place);
    const { old, now } = this.#comparable(pair, place);
    const contents = { before: old.manifests, after: now.manifests };
    const isWhole = old.gaps.length + now.gaps.length === 0;
    this.grouping.add(this.#differ.compare({ before, after }, contents, pin, isWhole), place);
  }

  /** The objects of both sides without the sources that one of them does not know; those are told. */
  #comparable({ before, after }: Pair, place: Place): { old: Objects; now: Objects } {
    const [old, now] = [this.#objectsOf(before.sources), this.#objectsOf(after.sources)];
    if (now !== HUB) this.#noteFollowed({ before, after }, now, place);
    if (old.gaps.length + now.gaps.length === 0) return { old, now };
    const out = new Set<SourceRef>();
    const told = new Set<SourceRef>();
    const leave = (a: SourceRef | undefined, b: SourceRef | undefined) => {
      const [left, right] = [gapOf(old, a), gapOf(now, b)];
      if (!left && !right) return;
      for (const one of [a, b]) if (one) out.add(one);
      if (b ? told.has(b) : a && told.has(a)) return;
      for (const one of [a, b]) if (one) told.add(one);
      if (a && b && left && right && isSameSource(a, b)) return;
      this.unknowns.addGap(left ?? a, right ?? b, place);
    };
    for (const source of after.sources) leave(counterpartOf(before.sources, source), source);
    for (const source of before.sources) leave(source, counterpartOf(after.sources, source));
    return {
      old: this.#known(old, before.sources, out),
      now: this.#known(now, after.sources, out),
    };
  }

  #known(objects: Objects, sources: readonly SourceRef[], out: ReadonlySet<SourceRef>): Objects {
    const kept = sources.filter((source) => !out.has(source));
    return { manifests: this.reader.read(kept).manifests, gaps: objects.gaps };
  }

  /** Turning prune on deletes what went before and was left; turning it off leaves what goes. */
  #notePrune({ before, after }: Pair, place: Place): void {
    const [old, now] = [before.automated?.prune ?? false, after.automated?.prune ?? false];
    if (old === now) return;
    const note = now
      ? {
          message:
            'prunes by itself from now on: what left Git earlier and still runs is deleted with the next sync, and is not listed here',
          hint: 'see what that is: plan --live, or the resources that Argo CD marks as to be pruned',
        }
      : {
          message: 'no longer prunes by itself: what leaves Git stays in the cluster',
          hint: 'prune by hand, or leave automated.prune as it is',
        };
    this.notes.add(note, [place]);
  }

  /** What a branch or a tag brings is in neither of the states; of a tag in a registry, where it is known. */
  #noteFollowed({ before, after }: Pair, now: Objects, place: Place): void {
    for (const source of after.sources) {
      if (isFixed(source)) continue;
      const { repoURL, revision } = source;
      const old = counterpartOf(before.sources, source);
      if (!old || !isSameSource(old, source)) continue;
      if (repoURL.startsWith('oci://') && !gapOf(now, source)) continue;
      this.notes.add(
        {
          message: `follows ${revision} of ${repoURL}, in both states: what arrives there is no part of this plan`,
          hint: 'pin a digest, a commit or a full version to see its changes here',
        },
        [place],
      );
    }
  }

  #gapsOf({ gaps }: Objects, side: 'new' | 'going', place: Place): void {
    for (const gap of gaps) {
      if (side === 'new') this.unknowns.addGap(undefined, gap, place);
      else this.unknowns.addGap(gap, undefined, place);
    }
  }

  #objectsOf(sources: readonly SourceRef[]): Objects {
    const isHub = sources.some((one) => this.head.isHub?.(one) || this.base.isHub?.(one));
    return isHub ? HUB : this.reader.read(sources);
  }
}

/** The hub's own objects are compared apart. */
const HUB: Objects = { manifests: [], gaps: [] };

function gapOf({ gaps }: Objects, source: SourceRef | undefined): Gap | undefined {
  return gaps.find((gap) => gap.source === source || (source && isSameSource(gap.source, source)));
}

function countOf({ manifests, gaps }: Objects): number | undefined {
  return gaps.length === 0 ? manifests.length : undefined;
}
