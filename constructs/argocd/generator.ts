import type { Deployable } from '../deployable';
import { materialise, type Common, type Group } from './params';

/** How many generators are nested in one: 0 in `list`, 2 in a matrix that holds a matrix. */
export type Depth = 0 | 1 | 2;

/** What is known of the sets that a generator gives; `P` are they as typed parameters. */
export interface ParamShape<P extends object> extends Group {
  /** For types only. */
  readonly of?: P;
}

/** One entry of an ApplicationSet's `generators`, with what it gives. Plain data. */
export interface Generator<P extends object = object, D extends Depth = Depth> {
  /** As upstream writes it: `{ clusters: { selector: … } }`. */
  readonly spec: Readonly<Record<string, unknown>>;
  readonly params: ParamShape<P>;
  readonly depth: D;
  /** What a declared target must have for it; default nothing. */
  readonly needs?: readonly Need[];
  /**
   * What its sets deploy, for a generator that knows.
   *
   * @param namespace of the template's destination, as text.
   */
  readonly deploys?: (namespace: string | undefined) => readonly Deployable[];
  /** Why it cannot be used with `goTemplate: false`; default it can. */
  readonly fast?: readonly FastProblem[];
}

/** A version of Argo CD that brought something. */
export interface Need {
  /** `3.6` */
  readonly since: string;
  /** `the oci generator` */
  readonly what: string;
}

/** Something that Argo CD cannot do without Go templates. */
export interface FastProblem {
  readonly problem: string;
  readonly hint: string;
}

/** What the prop `generators` takes: one or several. */
export type Generators = Generator | readonly Generator[];

/** The parameters of one generator; of several, those that all of them give. */
export type ParamsOf<G extends Generators> = G extends readonly Generator[]
  ? Common<PossibleParams<G[number]>>
  : PossibleParams<G>;

type PossibleParams<G> = G extends { readonly params: ParamShape<infer P> } ? P : never;

/** The typed parameter objects that stand for `shape`. */
export function paramsOf<P extends object>(shape: ParamShape<P>): P {
  return materialise(shape) as P;
}

/** The needs and problems of all, and what they deploy, as fields to spread. */
export function needsOf(
  ...generators: readonly Generator[]
): Pick<Generator, 'needs' | 'fast' | 'deploys'> {
  const needs = generators.flatMap(({ needs: own = [] }) => own);
  const fast = generators.flatMap(({ fast: own = [] }) => own);
  const all = generators.flatMap(({ deploys }) => deploys ?? []);
  return {
    ...(needs.length > 0 && { needs }),
    ...(fast.length > 0 && { fast }),
    ...(all.length > 0 && { deploys: (namespace) => all.flatMap((deploys) => deploys(namespace)) }),
  };
}
