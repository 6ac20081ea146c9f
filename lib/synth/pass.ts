import { Chart, type ApiObject, type App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { isManifest, type Manifest } from '../core';
import { emitAll } from './emit';
import { SynthError } from './errors';
import type { Layout } from './groups';
import type { Rendered } from './rendered';
import { Resolver } from './resolve';
import { Structure } from './structure';

/**
 * Changes what a group of charts is written as: what its values become, by what they are. Asked once
 * a pass, when the group is written; values that are not in the map stay.
 */
export type Revise = (
  pass: SynthPass,
  root: IConstruct,
  content: readonly Rendered[],
) => ReadonlyMap<unknown, unknown>;

export interface SynthOptions {
  /** Which charts travel together; without it none do. */
  readonly layout?: Layout;
  /**
   * Keys of maps in alphabetical order, as cdk8s does unless `CDK8S_DISABLE_SORT` is set.
   *
   * @default true
   */
  readonly sortKeys?: boolean;
  /** Default: nothing is changed. */
  readonly revise?: Revise;
}

export interface SynthObject {
  readonly manifest: Manifest;
  /** The ApiObject; the chart for what a chart with a `toJson` of its own makes up. */
  readonly construct: IConstruct;
  /** Its construct path. */
  readonly path: string;
}

/**
 * One synthesis of an app: each construct is validated and resolved once, each chart written once.
 * The tree is read when the pass is first asked for a chart, and never changed.
 */
export class SynthPass {
  readonly #options: SynthOptions;
  readonly #resolver: Resolver;
  readonly #resolved = new Map<Chart, readonly Rendered[]>();
  readonly #rendered = new Map<Chart, readonly Rendered[]>();
  readonly #revisions = new Map<number, ReadonlyMap<unknown, unknown>>();
  readonly #objects = new Map<Chart, readonly SynthObject[]>();
  /** Charts that come out the same whenever they are resolved. */
  readonly #repeatable = new Set<Chart>();
  /** The charts being resolved, outermost first, each with the object that it has come to. */
  readonly #resolving: { readonly chart: Chart; construct: IConstruct }[] = [];
  #structure: Structure | undefined;
  #circle: SynthError | undefined;

  constructor(
    readonly app: App,
    options: SynthOptions = {},
  ) {
    this.#options = options;
    this.#resolver = new Resolver(app, options.sortKeys ?? true);
  }

  /**
   * Runs the validations of all constructs.
   *
   * @throws {SynthError} `SYNTH_INVALID` with the message of cdk8s.
   */
  validate(): void {
    const errors: string[] = [];
    const visit = ({ node }: IConstruct) => {
      for (const error of node.validate()) errors.push(`[${node.path}] ${error}`);
      for (const child of node.children) visit(child);
    };
    visit(this.app);
    if (errors.length === 0) return;
    throw new SynthError(
      'SYNTH_INVALID',
      `Validation failed with the following errors:\n  ${errors.join('\n  ')}`,
      'change the constructs at these paths',
    );
  }

  /** Charts, groups and their order, read from the tree at the first use. */
  get structure(): Structure {
    this.#structure ??= new Structure(this.app, this.#options.layout);
    return this.#structure;
  }

  /**
   * All charts, each behind those it depends on, in the order of cdk8s.
   *
   * @throws {SynthError} `SYNTH_DEPENDENCY_CYCLE`.
   */
  get charts(): readonly Chart[] {
    return this.structure.charts;
  }

  /**
   * The chart's objects without those of nested charts, each behind those it depends on. May be
   * called while an object of another chart is being resolved.
   *
   * @throws {SynthError} `SYNTH_CYCLE` when an object needs its own chart to be resolved.
   */
  objectsOf(chart: Chart): readonly SynthObject[] {
    let objects = this.#objects.get(chart);
    if (!objects) {
      objects = this.renderedOf(chart).flatMap(({ value, construct }) =>
        isManifest(value) ? [{ manifest: value, construct, path: construct.node.path }] : [],
      );
      this.#objects.set(chart, objects);
    }
    return objects;
  }

  /** One object alone, resolved anew: its chart may be being resolved. */
  manifestOf(object: ApiObject): unknown {
    return this.#resolver.manifestOf(object);
  }

  /** As {@link objectsOf}, with whatever is no manifest. */
  renderedOf(chart: Chart): readonly Rendered[] {
    if (chart.toJson === Chart.prototype.toJson) return this.resolvedOf(chart);
    return this.#once(this.#rendered, chart, () => this.#renderByChart(chart));
  }

  /** What the chart's ApiObjects become, whatever a `toJson` of the chart makes of it. */
  resolvedOf(chart: Chart): readonly Rendered[] {
    return this.#once(this.#resolved, chart, (step) => {
      const resolver = this.#resolver;
      const calledAround = resolver.called;
      resolver.called = false;
      const rendered = this.structure.objectsOf(chart).map((construct) => {
        step.construct = construct;
        return { value: resolver.manifestOf(construct), construct };
      });
      if (!resolver.called) this.#repeatable.add(chart);
      resolver.called ||= calledAround;
      return rendered;
    });
  }

  /** What a group's values become when they are written, by what they are. */
  revisionOf(group: number): ReadonlyMap<unknown, unknown> {
    let revision = this.#revisions.get(group);
    if (!revision) {
      const { revise } = this.#options;
      const root = this.structure.groups.groupAt(group)?.root;
      const content = () => this.structure.chartsOf(group).flatMap((c) => this.renderedOf(c));
      revision = revise && root ? revise(this, root, content()) : new Map();
      this.#revisions.set(group, revision);
    }
    return revision;
  }

  /** The chart as one YAML file. */
  textOf(chart: Chart): string {
    return emitAll(this.renderedOf(chart));
  }

  /** Frees the memory of a chart that was written, if it costs nothing but time to resolve again. */
  release(chart: Chart): void {
    if (this.#repeatable.has(chart)) this.#resolved.delete(chart);
  }

  #once(
    memo: Map<Chart, readonly Rendered[]>,
    chart: Chart,
    render: (step: { construct: IConstruct }) => readonly Rendered[],
  ): readonly Rendered[] {
    let rendered = memo.get(chart);
    if (!rendered) {
      this.#refuseCircle(chart);
      const step = { chart, construct: chart };
      this.#resolving.push(step);
      try {
        rendered = render(step);
      } catch (cause) {
        throw this.#unwrapped(cause);
      } finally {
        this.#resolving.pop();
      }
      memo.set(chart, rendered);
    }
    return rendered;
  }

  /** A class that overrides `toJson` has cdk8s put every error into the text of another. */
  #unwrapped(cause: unknown): unknown {
    const circle = this.#circle;
    return circle && String(cause).includes(circle.message) ? circle : cause;
  }

  /** A chart with a `toJson` of its own may add, drop and change objects: found again by name. */
  #renderByChart(chart: Chart): Rendered[] {
    const values: unknown[] = Object.values(chart.toJson() as unknown[]);
    const named = new Map(
      this.structure.objectsOf(chart).map((object) => [nameOf(object), object]),
    );
    return values.map((value) => ({
      value,
      construct: (isManifest(value) ? named.get(nameOf(value)) : undefined) ?? chart,
    }));
  }

  #refuseCircle(chart: Chart): void {
    const start = this.#resolving.findIndex((step) => step.chart === chart);
    if (start < 0) return;
    const paths = this.#resolving.slice(start).map(({ construct }) => `'${construct.node.path}'`);
    this.#circle = new SynthError(
      'SYNTH_CYCLE',
      `${paths.join(' needs ')} needs chart '${chart.node.path}', which is being resolved for it`,
      'move the object that asks to another chart',
    );
    throw this.#circle;
  }
}

function nameOf({ apiVersion, kind, metadata }: ApiObject | Manifest): string {
  return JSON.stringify([apiVersion, kind, metadata.namespace, metadata.name]);
}
