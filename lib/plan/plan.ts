import type { ClusterFacts } from '../render';
import { Applications } from './applications';
import { ContentReader, type Objects } from './content';
import { dangersOf } from './dangers';
import { compositesIn } from './data-kinds';
import { Differ } from './differ';
import { instancesOf, type GeneratorFacts } from './fleet';
import { Grouping } from './grouping';
import { compareHubs } from './hub';
import type { Instance } from './instance';
import { Notes } from './notes';
import { pairUp, type Pair } from './pair';
import { Pins } from './pins';
import { placeFor } from './place';
import { policed } from './policies';
import type { ScopeOf } from './scope';
import { placeOf } from './source';
import type { Content, Place, Plan, SourceRef, State } from './types';

export interface PlanInputs {
  /** Of the inventory. Default none: then ApplicationSets that select clusters stay as written. */
  readonly clusters?: readonly ClusterFacts[];
  /** What other generators read. Default none: then sets that ask for it stay as written. */
  readonly facts?: GeneratorFacts;
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
  const old = instancesOf(base, inputs.clusters, inputs.facts);
  const now = instancesOf(head, inputs.clusters, inputs.facts);
  const reader = new ContentReader(inputs.contentOf);
  const { kept, recreated, renamed, added, removed, notes } = policed(pairUp(old, now), now);

  const work = new Work(base, head, reader, inputs.scopeOf);
  work.notes.addAll([...old.notes, ...now.notes, ...notes]);
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
    notes: work.notes.all(),
  };
}

class Work {
  readonly applications = new Applications();
  readonly grouping = new Grouping();
  readonly notes = new Notes();
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
    say('moved', before.cluster, after.cluster);
    say('namespace', before.destinationNamespace, after.destinationNamespace);
    say('project', before.project, after.project);
    say('source', sourceText(before), sourceText(after));
    if (before.cluster === after.cluster) this.#compareContent(pair, place);
  }

  /** The Application is deleted and made again, under another name or by another set. */
  again(action: 'renamed' | 'recreated', pair: Pair): void {
    const { before, after } = pair;
    const place = placeFor(before);
    const objects = this.#objectsOf(before);
    const values: [string, string] =
      action === 'renamed' ? [before.name, after.name] : [before.set ?? '', after.set ?? ''];
    this.applications.add({ action, of: before, place, values, objects: countOf(objects) });
    if ('manifests' in objects && before.cascades) {
      const lost = this.#differ.single('remove', before, objects.manifests);
      this.grouping.add(lost, place);
    }
    if (before.cluster === after.cluster) this.#compareContent(pair, placeFor(after));
  }

  single(action: 'add' | 'remove', one: Instance): void {
    const place = placeFor(one);
    const objects = this.#objectsOf(one);
    const values: [string, string] = action === 'add' ? ['', one.name] : [one.name, ''];
    this.applications.add({ action, of: one, place, values, objects: countOf(objects) });
    if ('manifests' in objects) {
      this.grouping.add(this.#differ.single(action, one, objects.manifests), place);
    }
  }

  #compareContent(pair: Pair, place: Place): void {
    const { before, after } = pair;
    const pin = this.pins.add(pair, place);
    const [old, now] = [this.#objectsOf(before), this.#objectsOf(after)];
    if ('manifests' in old && 'manifests' in now) {
      const contents = { before: old.manifests, after: now.manifests };
      this.grouping.add(this.#differ.compare(pair, contents, pin), place);
      return;
    }
    for (const [objects, { sources }] of [
      [old, before],
      [now, after],
    ] as const) {
      if (!('missing' in objects) || isSettled(pair)) continue;
      const what = sources.map(({ repoURL, revision }) => `${repoURL} ${revision}`).join(', ');
      this.notes.add(
        {
          message: `content of ${what} is not known: ${objects.missing}`,
          hint: 'compare it by hand, or make it available and plan again',
        },
        [place],
      );
    }
  }

  #objectsOf({ sources }: Instance): Objects {
    const isHub = sources.some((one) => this.head.isHub?.(one) || this.base.isHub?.(one));
    return isHub ? HUB : this.reader.read(sources);
  }
}

/** The hub's own objects are compared apart. */
const HUB: Objects = { manifests: [] };

function countOf(objects: Objects): number | undefined {
  return 'manifests' in objects ? objects.manifests.length : undefined;
}

/** Whether both read the same unchangeable revision: then nothing changes, whatever it holds. */
function isSettled({ before, after }: Pair): boolean {
  return (
    before.sources.length === after.sources.length &&
    before.sources.every((source, i) => {
      const other = after.sources[i] as SourceRef;
      return (
        placeOf(source) === placeOf(other) &&
        source.revision === other.revision &&
        /^(?:sha256:[a-f0-9]{64}|[a-f0-9]{40})$/.test(source.revision)
      );
    })
  );
}

function sourceText({ sources }: Instance): string {
  return sources
    .map(({ repoURL, path, tool, directory: { include, exclude, recurse } }) =>
      [
        repoURL,
        path,
        tool && `by ${tool}`,
        include && `include ${include}`,
        exclude && `exclude ${exclude}`,
        recurse && 'recurse',
      ]
        .filter(Boolean)
        .join(' '),
    )
    .join(', ');
}
