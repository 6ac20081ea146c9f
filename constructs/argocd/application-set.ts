import { Lazy, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  ApplicationSet as UpstreamApplicationSet,
  type ApplicationSetSpec,
  type ApplicationSetSpecGenerators,
} from '../../imports/argo-cd';
import type { DriftFacts } from '../../lib/drift';
import { factsOf } from '../artifact/facts';
import { programOf } from '../artifact/program';
import { deployablesOf, witnessOf, type Deployable } from '../deployable';
import { requireTarget } from '../targets';
import type {
  AllAtOnce,
  PatchProp,
  Strategy,
  Template,
  TemplateParams,
  TemplateProp,
} from './application-set-types';
import { checkDrift } from '../artifact/check-drift';
import type { Drift } from '../drift';
import { derive, type Deriving } from './derived';
import { checkGenerators, checkTemplate, checkTemplateFunction } from './check-input';
import { checkStrategy } from './check-strategy';
import { needsOf, paramsOf, type Generator, type Generators, type ParamsOf } from './generator';
import { checkSpec } from './check-spec';
import { checkNames } from './names';
import { checkFastPatch, fastTemplates, goTemplates } from './language';
import { commonOf, compileTemplate, group } from './params';
import { checkPatch } from './patch-checks';
import { patchText } from './patch-text';
import type { TemplatePatch } from './patch-types';
import { requireFields, requireGenerators } from './require-fields';
import { APPLICATION_SET } from './since';
import type { ApplicationSpec } from './spec';

/** Upstream's spec, with `goTemplate` settled. */
export interface ApplicationSetProps<
  G extends Generators = Generators,
  R extends Template = Template,
  S extends Strategy = Strategy,
  Q extends TemplatePatch = TemplatePatch,
  Go extends boolean = boolean,
> extends Pick<
  ApplicationSetSpec,
  'syncPolicy' | 'preservedFields' | 'ignoreApplicationDifferences'
> {
  /** Name of the object. Default: the construct's id. */
  readonly name?: string;
  /** Labels, annotations, namespace. Default none; the namespace is the chart's. */
  readonly metadata?: Omit<ApiObjectMetadata, 'name'>;
  /** Where the parameters come from. Several are concatenated. */
  readonly generators: G;
  /**
   * What to do about fields that controllers write: who writes into a chart, or `'report'` to add no
   * rule. Default: the rules that artifacts need are added.
   */
  readonly drift?: Drift;
  /** The Application made of each set of parameters. */
  readonly template: TemplateProp<G, R, S, Go>;
  /** Laid over each Application after it is made of the template. Default none. */
  readonly templatePatch?: PatchProp<G, Q, Go>;
  /**
   * Whether it is a Go template; default true. `false` writes what Argo CD had before, `{{name}}`, for
   * a set that people migrate: parameters are text then, in every set, and there are no functions.
   */
  readonly goTemplate?: Go;
  /** Default: all Applications at once. */
  readonly strategy?: S;
}

/**
 * An Argo CD ApplicationSet. Its template is a Go template that fails on a missing key, and its
 * parameters are typed by its generators.
 *
 * What the content of an artifact needs (`ignoreDifferences`, sync options, the version as label
 * `app.kubernetes.io/version` and in `info`) is added to the template during synth.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/
 */
export class ApplicationSet<
  G extends Generators = Generators,
  const R extends Template = Template,
  const S extends Strategy = AllAtOnce,
  Q extends TemplatePatch = TemplatePatch,
  const Go extends boolean = true,
> extends UpstreamApplicationSet {
  /** The artifacts that its Applications deploy, as far as their sources tell. */
  readonly deployables: readonly Deployable[];
  /** How Argo CD compares, and what is said of drift here. */
  readonly deriving: Deriving;

  /**
   * @throws {ArgoCdError} `ARGOCD_TEMPLATE_VALUE` for an optional parameter in the template,
   *   `ARGOCD_ROLLING_SYNC_AUTOMATED` for automated sync beside a RollingSync, which would switch it
   *   off. Neither compiles.
   * @throws {ArgoCdError} `ARGOCD_TEMPLATE_PATCH` for a patch that Argo CD undoes or fails over,
   *   `ARGOCD_NAME_INVALID` for an Application's name that no object can have.
   * @throws {ArgoCdError} `ARGOCD_FASTTEMPLATE` for what `goTemplate: false` cannot say,
   *   `ARGOCD_ROLLING_SYNC_STEP` for a step that no label decides.
   * @throws {TargetError} `TARGET_TOO_OLD` for a generator that the declared Argo CD does not have.
   */
  constructor(scope: Construct, id: string, props: ApplicationSetProps<G, R, S, Q, Go>) {
    const { name = id, metadata, drift, generators, template, ...rest } = props;
    const { templatePatch, strategy, goTemplate = true, ...others } = rest;
    checkDrift(scope, drift, `ApplicationSet '${name}'`);
    checkGenerators(name, generators);
    checkTemplateFunction(name, template);
    const list: readonly Generator[] = asList(generators);
    const { targets } = programOf(scope) ?? {};
    const place = `ApplicationSet '${name}'`;
    for (const { since, what } of needsOf(...list).needs ?? []) {
      requireTarget(targets, 'argocd', since, what);
    }
    const specs = list.map(({ spec }) => spec as ApplicationSetSpecGenerators);
    requireGenerators(targets, specs, place);
    requireFields(targets, APPLICATION_SET, { ...others, strategy }, place);
    const params = paramsOfAll(list);
    const written: Template = template(params as TemplateParams<G, Go>);
    checkTemplate(name, written);
    const at = `the template of ${place}`;
    const compiled = compileTemplate(written, at) as Compiled;
    const { namespace } = compiled.spec.destination ?? {};
    const deployables = [
      ...deployablesOf(written.spec.source, ...(written.spec.sources ?? [])),
      ...(needsOf(...list).deploys?.(namespace) ?? []),
    ];
    checkSpec(compiled.spec, {
      place: at,
      targets,
      patched: templatePatch !== undefined,
      template: true,
    });
    if (typeof compiled.metadata.name === 'string') checkNames(name, compiled.metadata.name, specs);
    if (!goTemplate) checkFastPatch(name, templatePatch);
    const patch = typeof templatePatch === 'function' ? templatePatch(params as ParamsOf<G>) : {};
    checkStrategy(name, strategy, {
      labels: Object.keys(compiled.metadata.labels ?? {}),
      patched: templatePatch !== undefined,
      versioned: deployables.length > 0,
      automated: compiled.spec.syncPolicy?.automated !== undefined,
    });
    checkPatch(name, patch, {
      template: compiled,
      derived: deployables.length > 0,
      rolling: strategy?.type === 'RollingSync',
    });
    const text =
      typeof templatePatch === 'string'
        ? templatePatch
        : patchText(patch, `the templatePatch of ${place}`);
    const { annotations } = compiled.metadata;
    const deriving = {
      drift,
      annotations,
      syncOptions: compiled.spec.syncPolicy?.syncOptions,
    };
    const templates = goTemplate
      ? goTemplates(list, compiled)
      : fastTemplates(list, compiled, name);
    super(scope, id, {
      metadata: { ...metadata, name },
      spec: {
        ...others,
        ...templates,
        template: Lazy.any({
          produce: () => complete(templates.template, deployables, deriving, factsOf(this)),
        }),
        ...(text !== '' && { templatePatch: text }),
        ...(strategy && { strategy }),
      } as ApplicationSetSpec,
    });
    this.deployables = deployables;
    this.deriving = deriving;
    for (const deployable of deployables) witnessOf(this)?.deploys(deployable);
  }
}

function asList(generators: Generators): readonly Generator[] {
  return 'spec' in generators ? [generators] : generators;
}

function paramsOfAll(generators: readonly Generator[]): object {
  const [first = group({}), ...others] = generators.map(({ params }) => params);
  return paramsOf(others.reduce(commonOf, first));
}

/** A template in which every parameter has become text. */
interface Compiled {
  readonly metadata: {
    readonly name: unknown;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: ApplicationSpec;
}

function complete(
  { metadata, spec }: Compiled,
  deployables: readonly Deployable[],
  options: Deriving,
  facts: DriftFacts,
) {
  const derived = derive(spec, deployables, options, facts);
  const labels = { ...derived.labels, ...metadata.labels };
  const labelled = Object.keys(labels).length > 0 ? { ...metadata, labels } : metadata;
  return { metadata: labelled, spec: derived.spec };
}
