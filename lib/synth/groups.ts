import type { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { Tree } from './tree';

/** Charts that travel together: they get a folder, and names and indexes of their own. */
export interface Group {
  /** Stands for all charts of the group in dependencies; file names start below it. */
  readonly root: IConstruct;
  /** Below the output folder: `core-stack/staging`. */
  readonly folder: string;
}

/**
 * The group of a chart, by the identity of its root; `undefined` for the group of the chart around
 * it, and where there is none for a chart that is named as cdk8s does.
 */
export type Layout = (chart: Chart) => Group | undefined;

/** Number of the group that is made of all charts outside groups. */
export const UNGROUPED = 0;

export class Groups {
  /** By place of a chart. */
  readonly #numbers = new Map<number, number>();
  readonly #groups: (Group | undefined)[] = [undefined];
  readonly #charts: number[][] = [[]];
  readonly #byRoot = new Map<IConstruct, number>();

  constructor(
    readonly tree: Tree,
    layout: Layout = () => undefined,
  ) {
    for (const chart of tree.charts) {
      const group = layout(tree.nodes[chart] as Chart);
      const number = group ? this.#add(group) : this.#around(chart);
      this.#numbers.set(chart, number);
      this.#charts[number]?.push(chart);
    }
  }

  /** Numbers of all groups, {@link UNGROUPED} first. */
  get numbers(): readonly number[] {
    return [...this.#groups.keys()];
  }

  /** `undefined` for {@link UNGROUPED}. */
  groupAt(number: number): Group | undefined {
    return this.#groups[number];
  }

  /** The number of the group with that root; `undefined` where no chart is in it. */
  numberOf(root: IConstruct): number | undefined {
    return this.#byRoot.get(root);
  }

  /** The group of a construct; -1 outside charts. */
  at(place: number): number {
    return this.#numbers.get(this.tree.chartOf[place] as number) ?? -1;
  }

  /** Charts of a group, nested ones included, in tree order. */
  chartsAt(number: number): readonly number[] {
    return this.#charts[number] ?? [];
  }

  /** The charts that a construct outside charts stands for: those of the groups rooted in it. */
  standsFor(construct: IConstruct): readonly number[] {
    return this.#groups.flatMap((group, number) =>
      group && isWithin(group.root, construct) ? this.chartsAt(number) : [],
    );
  }

  #add(group: Group): number {
    const known = this.#byRoot.get(group.root);
    if (known !== undefined) return known;
    this.#byRoot.set(group.root, this.#groups.length);
    this.#charts.push([]);
    return this.#groups.push(group) - 1;
  }

  #around(chart: number): number {
    const scope = this.tree.parents[chart] as number;
    return scope < 0 ? UNGROUPED : Math.max(this.at(scope), UNGROUPED);
  }
}

function isWithin(construct: IConstruct, scope: IConstruct): boolean {
  for (let at: IConstruct | undefined = construct; at; at = at.node.scope) {
    if (at === scope) return true;
  }
  return false;
}
