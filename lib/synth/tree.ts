import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';

/**
 * The construct tree as numbers: a construct is its place in `nodes`. Read once for a pass, so what
 * is asked of every construct again and again (its chart, what is below it) costs an array access.
 */
export interface Tree {
  /** All constructs, parents first, as `node.findAll()` lists them. */
  readonly nodes: readonly IConstruct[];
  /** Place of the scope; -1 for the app. */
  readonly parents: readonly number[];
  /** The place behind the last construct below each: `i` and all below it are `i` to `ends[i] - 1`. */
  readonly ends: readonly number[];
  /** Place of the nearest chart, a chart's own for a chart; -1 outside charts. */
  readonly chartOf: readonly number[];
  /** Places of the charts, in tree order. */
  readonly charts: readonly number[];
  /** By place of a chart: its ApiObjects without those of nested charts, in tree order. */
  readonly objects: ReadonlyMap<number, readonly number[]>;
}

export function readTree(app: IConstruct): Tree {
  const nodes: IConstruct[] = [];
  const parents: number[] = [];
  const ends: number[] = [];
  const chartOf: number[] = [];
  const charts: number[] = [];
  const objects = new Map<number, number[]>();
  visit(app, -1, -1);
  return { nodes, parents, ends, chartOf, charts, objects };

  function visit(construct: IConstruct, parent: number, scopeChart: number): void {
    const place = nodes.length;
    let chart = scopeChart;
    if (Chart.isChart(construct)) {
      chart = place;
      charts.push(place);
      objects.set(place, []);
    }
    nodes.push(construct);
    parents.push(parent);
    chartOf.push(chart);
    ends.push(place);
    if (chart >= 0 && ApiObject.isApiObject(construct)) objects.get(chart)?.push(place);
    for (const child of construct.node.children) visit(child, place, chart);
    ends[place] = nodes.length;
  }
}

/**
 * In the order of cdk8s, which keeps constructs in a JavaScript object under their paths: paths that
 * read as array indexes come first (only the ids of the app's children can).
 */
export function inKeyOrder(tree: Tree, places: readonly number[]): readonly number[] {
  const isIndex = (place: number) => isArrayIndex((tree.nodes[place] as IConstruct).node.path);
  // Such children come first among siblings as well, so the second child tells whether there is one.
  if (tree.nodes.length < 2 || !isIndex(1)) return places;
  return [...places.filter(isIndex), ...places.filter((place) => !isIndex(place))];
}

function isArrayIndex(path: string): boolean {
  return /^(?:0|[1-9]\d{0,9})$/.test(path) && Number(path) < 2 ** 32 - 1;
}
