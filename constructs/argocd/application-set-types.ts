import type {
  ApplicationSetSpecStrategy,
  ApplicationSetSpecStrategyRollingSyncSteps,
} from '../../imports/argo-cd';
import type { Exact, Templated } from './exact';
import type { Generators, ParamsOf } from './generator';
import type { TemplatePatch } from './patch-types';
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
  'matchExpressions'
> {
  /** Other operators match nothing. */
  readonly matchExpressions?: readonly {
    readonly key: string;
    readonly operator: 'In' | 'NotIn';
    readonly values: readonly string[];
  }[];
}

export type Strategy = AllAtOnce | RollingSync;

/** A template without unknown fields, and without automated sync where `S` would switch it off. */
export type Checked<R, S> = R & Exact<Template, R> & NotAutomated<R, S>;

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
export type TemplateProp<G extends Generators, R, S> = (params: ParamsOf<G>) => Checked<R, S>;

/** A patch of the template: of fields that follow from parameters, or raw text in upstream's form. */
export type PatchProp<G extends Generators, Q> =
  string | ((params: ParamsOf<G>) => Q & Exact<TemplatePatch, Q>);
