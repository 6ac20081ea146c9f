import type {
  ApplicationSetSpecStrategy,
  ApplicationSetSpecStrategyRollingSyncSteps,
} from '../../imports/argo-cd';
import type { Exact, Templated } from './exact';
import type { FastParams, WithoutFunctions } from './fast-types';
import type { Generators, ParamsOf } from './generator';
import type { TemplatePatch } from './patch-types';
import type { PossibleSpec } from './possible';
import type { ApplicationSpec } from './spec';

/** The Application that each set of parameters becomes. Its namespace is the ApplicationSet's. */
interface ApplicationTemplate {
  readonly metadata: {
    /** Must differ for each set, and be a DNS name: build it of `nameNormalized` or `normalize()`. */
    readonly name: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    /** Default, by Argo CD: `resources-finalizer.argocd.argoproj.io`. */
    readonly finalizers?: readonly string[];
  };
  readonly spec: ApplicationSpec;
}

/** The template as users write it: parameters wherever there is text. */
export type Template = Templated<ApplicationTemplate>;

/** All Applications at once, as they come. */
export interface AllAtOnce extends Omit<ApplicationSetSpecStrategy, 'type' | 'rollingSync'> {
  /** Default `AllAtOnce`. */
  readonly type?: 'AllAtOnce' | '';
  readonly rollingSync?: undefined;
}

/**
 * One step after the other, each when all Applications of the one before are healthy. The controller
 * needs `--enable-progressive-syncs`, syncs by itself, and switches automated sync off.
 */
export interface RollingSync extends Omit<
  ApplicationSetSpecStrategy,
  'type' | 'rollingSync' | 'deletionOrder'
> {
  readonly type: 'RollingSync';
  readonly rollingSync: { readonly steps: readonly RollingSyncStep[] };
  /** Default `AllAtOnce`. */
  readonly deletionOrder?: 'AllAtOnce' | 'Reverse';
}

/** A step takes the Applications whose labels match; one in no step is never synced. */
export interface RollingSyncStep extends Omit<
  ApplicationSetSpecStrategyRollingSyncSteps,
  'matchExpressions' | 'maxUpdate'
> {
  /** How many of the step are updated at once, or how many of a hundred; 0 is none. Default all. */
  readonly maxUpdate?: number | `${number}%`;
  /** Labels that the template gives. Other operators match nothing. */
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: 'In' | 'NotIn';
    readonly values: readonly string[];
  }[];
}

export type Strategy = AllAtOnce | RollingSync;

/** A template without unknown fields, and without what Argo CD refuses, ignores or switches off. */
export type Checked<R, S, Go> = R &
  Exact<Template, R> &
  NotAutomated<R, S> &
  Possible<R> &
  ([Go] extends [false] ? WithoutFunctions<R> : unknown);

type Possible<R> = R extends { readonly spec: infer Spec }
  ? { readonly spec: PossibleSpec<Spec> }
  : unknown;

type NotAutomated<R, S> = [S] extends [{ readonly type: 'RollingSync' }]
  ? R extends { readonly spec: { readonly syncPolicy: { readonly automated: object } } }
    ? { readonly spec: { readonly syncPolicy: { readonly automated: RollingSyncSwitchesItOff } } }
    : unknown
  : unknown;

/** What `automated` would have to be beside a RollingSync; no value is. */
interface RollingSyncSwitchesItOff {
  readonly '(RollingSync switches automated sync off)': never;
}

/**
 * A function from the generators' parameters to a template; `() => ({ … })` where it is constant. No
 * union with a plain object: the compiler would report every mistake at the whole template then,
 * instead of at the field.
 */
export type TemplateProp<G extends Generators, R, S, Go> = (
  params: TemplateParams<G, Go>,
) => Checked<R, S, Go>;

export type TemplateParams<G extends Generators, Go> = [Go] extends [false]
  ? FastParams<ParamsOf<G>>
  : ParamsOf<G>;

/**
 * A patch of the template: of fields that follow from parameters, or raw text in upstream's form;
 * without Go templates text alone, since nothing quotes parameters there.
 */
export type PatchProp<G extends Generators, Q, Go = true> =
  string | ([Go] extends [false] ? never : (params: ParamsOf<G>) => Q & Exact<TemplatePatch, Q>);
