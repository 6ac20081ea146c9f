import { ApiObject, Chart, type App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { readEdges, type Edges } from './edges';
import { Groups, type Layout } from './groups';
import { lowerBound, Ordering, type Scope } from './order';
import { readTree, type Tree } from './tree';

/** What can be said of an app before any object is resolved: charts, groups, order. Never changes. */
export class Structure {
  readonly groups: Groups;
  readonly #tree: Tree;
  readonly #edges: Edges;
  readonly #ordering: Ordering;
  readonly #places: ReadonlyMap<IConstruct, number>;
  #charts: readonly Chart[] | undefined;

  constructor(app: App, layout?: Layout) {
    this.#tree = readTree(app);
    this.groups = new Groups(this.#tree, layout);
    this.#edges = readEdges(this.groups);
    this.#ordering = new Ordering(this.#tree, this.#edges);
    this.#places = new Map(this.#tree.charts.map((place) => [this.#at(place), place]));
  }

  /**
   * All charts, each behind those it depends on, in the order of cdk8s.
   *
   * @throws {SynthError} `SYNTH_DEPENDENCY_CYCLE`.
   */
  get charts(): readonly Chart[] {
    this.#charts ??= this.#chartsIn({
      places: this.#tree.nodes.map((_, place) => place),
      sources: this.#edges.sources,
      has: () => true,
    });
    return this.#charts;
  }

  /** Charts of a group in the order that dependencies among themselves give. */
  chartsOf(group: number): readonly Chart[] {
    const { groups } = this;
    if (groups.numbers.length === 1) return this.charts;
    const places = groups.chartsAt(group).flatMap((chart) => this.#ownPlaces(chart));
    places.sort((a, b) => a - b);
    return this.#chartsIn({
      places,
      sources: places.filter((place) => this.#edges.targets.has(place)),
      has: (place) => groups.at(place) === group,
    });
  }

  /** Every ApiObject in a chart, in the order of the tree. */
  *apiObjects(): Generator<ApiObject> {
    for (const places of this.#tree.objects.values()) {
      for (const place of places) yield this.#at(place) as ApiObject;
    }
  }

  /** Whether charts of a group depend on each other, so that its files get index prefixes. */
  isIndexed(group: number): boolean {
    return this.#edges.indexed.has(group);
  }

  /** The chart's ApiObjects without those of nested charts, each behind those it depends on. */
  objectsOf(chart: Chart): readonly ApiObject[] {
    const start = this.#places.get(chart);
    if (start === undefined) throw new Error(`'${chart.node.path}' is no chart of this app`);
    const end = this.#tree.ends[start] as number;
    const sources = this.#sourcesIn(start, end);
    const own = this.#tree.objects.get(start) ?? [];
    if (sources.length === 0) return own.map((place) => this.#at(place) as ApiObject);
    const has = (place: number) => place >= start && place < end;
    const places = Array.from({ length: end - start }, (_, index) => start + index);
    return this.#ordering
      .of({ places, sources, has })
      .filter((place) => this.#tree.chartOf[place] === start)
      .map((place) => this.#at(place))
      .filter((construct) => ApiObject.isApiObject(construct));
  }

  #at(place: number): IConstruct {
    return this.#tree.nodes[place] as IConstruct;
  }

  #chartsIn(scope: Scope): readonly Chart[] {
    return this.#ordering
      .of(scope)
      .map((place) => this.#at(place))
      .filter((construct) => Chart.isChart(construct));
  }

  #sourcesIn(start: number, end: number): readonly number[] {
    const { sources } = this.#edges;
    const from = lowerBound(sources, start);
    return sources.slice(from, lowerBound(sources, end, from));
  }

  /** A chart and what is in it, without nested charts. */
  #ownPlaces(chart: number): number[] {
    const { ends, chartOf } = this.#tree;
    const places: number[] = [];
    for (let place = chart; place < (ends[chart] as number);) {
      if (chartOf[place] === chart) places.push(place++);
      else place = ends[place] as number;
    }
    return places;
  }
}
