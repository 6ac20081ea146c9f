import type { Edges } from './edges';
import { SynthError } from './errors';
import { inKeyOrder, type Tree } from './tree';

/** Part of the tree that is put in order by itself: dependencies that leave it do not count. */
export interface Scope {
  /** Places in tree order. */
  readonly places: readonly number[];
  /** Those of them that depend on something, in tree order. */
  readonly sources: readonly number[];
  has(place: number): boolean;
}

/**
 * Puts constructs behind what they depend on, in the very order of cdk8s's `DependencyGraph`: depth
 * first from those that nothing depends on, in tree order, dependencies in the order in which they
 * were added. cdk8s walks every path (exponential for layers) over every pair of objects (quadratic);
 * here each place is visited once, and "all objects of S depend on all objects of T" is two virtual
 * vertices: one for what S's objects depend on, one for T's objects.
 *
 * A dependency on itself orders nothing and is passed over.
 */
export class Ordering {
  readonly #objects = new Map<number, readonly number[]>();
  /** Per vertex: real ones, then "what the objects of S depend on", then "the objects of T". */
  readonly #marks: Uint32Array;
  #open = 0;

  constructor(
    readonly tree: Tree,
    readonly edges: Edges,
  ) {
    this.#marks = new Uint32Array(edges.sources.length === 0 ? 0 : 3 * tree.nodes.length);
  }

  /** @throws {SynthError} `SYNTH_DEPENDENCY_CYCLE` with the paths of the circle. */
  of(scope: Scope): readonly number[] {
    const places = inKeyOrder(this.tree, scope.places);
    if (scope.sources.length === 0) return places;
    const wanted = this.#wanted(scope);
    const ordered: number[] = [];
    // Marks of earlier calls are lower, which saves clearing them.
    this.#open += 2;
    for (const place of places) if (!wanted.has(place)) this.#visit(place, scope, ordered);
    // Whatever is left is wanted only from within a circle.
    for (const place of places) this.#visit(place, scope, ordered);
    return ordered;
  }

  /** What something else in the scope depends on. */
  #wanted(scope: Scope): ReadonlySet<number> {
    const wanted = new Set<number>();
    /** By target: the only object that depends on its objects; -1 for several. */
    const dependants = new Map<number, number>();
    for (const source of scope.sources) {
      const [first, second] = this.#objectsOf(source);
      for (const target of this.#targetsOf(source)) {
        if (!scope.has(target)) continue;
        if (target !== source) wanted.add(target);
        if (first === undefined) continue;
        const only = second === undefined && (dependants.get(target) ?? first) === first;
        dependants.set(target, only ? first : -1);
      }
    }
    for (const [target, dependant] of dependants) {
      for (const object of this.#objectsOf(target)) if (object !== dependant) wanted.add(object);
    }
    return wanted;
  }

  #visit(root: number, scope: Scope, ordered: number[]): void {
    const open = this.#open;
    const done = open + 1;
    const marks = this.#marks;
    if (marks[root] === done) return;
    const size = this.tree.nodes.length;
    const stack = [this.#frame(root, scope)];
    marks[root] = open;
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const next = top.successors[top.cursor];
      if (next === undefined) {
        stack.pop();
        if (!top.partial) marks[top.vertex] = done;
        if (top.vertex < size) ordered.push(top.vertex);
        continue;
      }
      top.cursor += 1;
      if (marks[next] === done) continue;
      if (next < size) {
        if (marks[next] === open) passOver(stack, next, size, this.tree);
        else {
          marks[next] = open;
          stack.push(this.#frame(next, scope));
        }
      } else stack.push(this.#frame(next, scope));
    }
  }

  #frame(vertex: number, scope: Scope): Frame {
    return { vertex, successors: this.#successors(vertex, scope), cursor: 0, partial: false };
  }

  #successors(vertex: number, scope: Scope): readonly number[] {
    const size = this.tree.nodes.length;
    if (vertex >= 2 * size) return this.#objectsOf(vertex - 2 * size);
    const targets = this.#targetsOf(vertex % size).filter((target) => scope.has(target));
    if (vertex >= size) return targets.map((target) => target + 2 * size);
    return this.#isObject(vertex) ? [...targets, ...this.#sourcesAround(vertex)] : targets;
  }

  /** An object inherits the dependencies of every construct around it in its chart, outermost first. */
  #sourcesAround(object: number): number[] {
    const { parents, chartOf, nodes } = this.tree;
    const found: number[] = [];
    for (let at = object; chartOf[at] === chartOf[object]; at = parents[at] as number) {
      if (this.edges.targets.has(at)) found.push(at + nodes.length);
    }
    return found.reverse();
  }

  #targetsOf(source: number): readonly number[] {
    return this.edges.targets.get(source) ?? [];
  }

  /** Objects in or at a construct that belong to its chart. */
  #objectsOf(place: number): readonly number[] {
    const { tree } = this;
    const chart = tree.chartOf[place] as number;
    const inChart = tree.objects.get(chart) ?? [];
    if (chart === place) return inChart;
    let objects = this.#objects.get(place);
    if (!objects) {
      const start = lowerBound(inChart, place);
      objects = inChart.slice(start, lowerBound(inChart, tree.ends[place] as number, start));
      this.#objects.set(place, objects);
    }
    return objects;
  }

  #isObject(place: number): boolean {
    const objects = this.tree.objects.get(this.tree.chartOf[place] as number) ?? [];
    return objects[lowerBound(objects, place)] === place;
  }
}

interface Frame {
  readonly vertex: number;
  readonly successors: readonly number[];
  cursor: number;
  /** A virtual vertex that left out the object that asked: not finished for others. */
  partial: boolean;
}

/** Index of the first element of a sorted list that is not below `value`. */
export function lowerBound(sorted: readonly number[], value: number, from = 0): number {
  let low = from;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Met `place`, which is being visited: harmless if it asked for itself, a circle otherwise. */
function passOver(stack: readonly Frame[], place: number, size: number, tree: Tree): void {
  let asking = stack.length - 1;
  while ((stack[asking]?.vertex ?? 0) >= size) asking -= 1;
  if (stack[asking]?.vertex === place) {
    for (const frame of stack.slice(asking + 1)) frame.partial = true;
    return;
  }
  const vertices = stack.map(({ vertex }) => vertex).filter((vertex) => vertex < size);
  const circle = [...vertices.slice(vertices.indexOf(place)), place];
  const paths = circle.map((vertex) => tree.nodes[vertex]?.node.path);
  throw new SynthError(
    'SYNTH_DEPENDENCY_CYCLE',
    `Dependency cycle detected: ${paths.join(' => ')}`,
    'remove one of these dependencies',
  );
}
