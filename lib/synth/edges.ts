import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Groups } from './groups';

/** What depends on what, by place in the tree. */
export interface Edges {
  /** Constructs that depend on others, in tree order. */
  readonly sources: readonly number[];
  /** What each depends on: as the user said, then a chart's nested charts, then inferred charts. */
  readonly targets: ReadonlyMap<number, readonly number[]>;
  /** Groups in which a chart depends on another: those whose files get index prefixes. */
  readonly indexed: ReadonlySet<number>;
}

/**
 * Collects dependencies as cdk8s does: a chart depends on the charts directly in it, and on the chart
 * of whatever its constructs depend on. (The dependencies between objects that cdk8s spells out,
 * every object of the one with every object of the other, are implied: see `order.ts`.)
 *
 * @throws the error of `Chart.of` for a dependency from or to a construct outside charts, unless it
 *   stands for a group.
 */
export function readEdges(groups: Groups): Edges {
  const { tree } = groups;
  const targets = new Map<number, Set<number>>();
  const indexed = new Set<number>();
  /** Dependencies on what is no longer in the tree, by the charts that they were in. */
  const departed: [number, Chart][] = [];
  const placeOf = placesByPath(tree.nodes);

  tree.nodes.forEach((construct, place) => {
    const dependencies = construct.node.dependencies;
    if (dependencies.length === 0) return;
    for (const source of placesFor(construct, place)) {
      for (const target of dependencies) addDependency(source, target);
    }
  });
  for (const chart of tree.charts) {
    const around = tree.parents[chart] as number;
    if (around >= 0 && tree.chartOf[around] === around) add(around, chart);
  }
  for (const [source, found] of byPlace(targets)) {
    for (const target of [...found]) inferChart(source, target);
  }
  for (const [source, chart] of departed) {
    const place = placeOf(chart);
    if (place === undefined) indexed.add(groups.at(source));
    else inferChart(source, place);
  }
  return {
    sources: [...targets.keys()].sort((a, b) => a - b),
    targets: new Map([...targets].map(([source, found]) => [source, [...found]])),
    indexed,
  };

  function addDependency(source: number, target: IConstruct): void {
    const place = placeOf(target);
    if (place !== undefined) {
      for (const one of placesFor(target, place)) add(source, one);
    } else departed.push([source, Chart.of(target)]);
  }

  function placesFor(construct: IConstruct, place: number): readonly number[] {
    if (tree.chartOf[place] !== -1) return [place];
    const charts = groups.standsFor(construct);
    return charts.length > 0 ? charts : [outsideCharts(construct)];
  }

  function inferChart(source: number, target: number): void {
    const from = tree.chartOf[source] as number;
    const to = tree.chartOf[target] as number;
    if (from === to) return;
    add(from, to);
    if (groups.at(from) === groups.at(to)) indexed.add(groups.at(from));
  }

  function add(source: number, target: number): void {
    const found = targets.get(source);
    if (found) found.add(target);
    else targets.set(source, new Set([target]));
  }
}

function byPlace<T>(map: ReadonlyMap<number, T>): [number, T][] {
  return [...map].sort(([a], [b]) => a - b);
}

/** Looks constructs up by path, as cdk8s does: one that was replaced counts as its successor. */
function placesByPath(nodes: readonly IConstruct[]): (construct: IConstruct) => number | undefined {
  let places: Map<string, number> | undefined;
  return ({ node }) => {
    places ??= new Map(nodes.map((construct, place) => [construct.node.path, place]));
    return places.get(node.path);
  };
}

function outsideCharts(construct: IConstruct): never {
  Chart.of(construct);
  throw new Error('unreachable: a construct in a chart was taken for one outside');
}
