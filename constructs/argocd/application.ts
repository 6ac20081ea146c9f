import { Lazy, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  Application as UpstreamApplication,
  type ApplicationSpec as UpstreamSpec,
} from '../../imports/argo-cd';
import { factsOf } from '../artifact/facts';
import { programOf } from '../artifact/program';
import { deployablesOf, witnessOf, type Deployable } from '../deployable';
import { checkDrift } from '../artifact/check-drift';
import type { Drift } from '../drift';
import { checkSpec } from './check-spec';
import { derive, versionLabel, VERSION_LABEL, type Deriving } from './derived';
import type { Exact } from './exact';
import type { PossibleSpec } from './possible';
import type { ApplicationSpec } from './spec';

/** Upstream's spec, beside the object's name and metadata. */
export interface ApplicationProps extends ApplicationSpec {
  /**
   * Name of the object. Default: the construct's id. Renaming an Application deletes and recreates
   * what it deploys, so the name never depends on the construct path.
   */
  readonly name?: string;
  /** Labels, annotations, finalizers, namespace. Default none; the namespace is the chart's. */
  readonly metadata?: Omit<ApiObjectMetadata, 'name'>;
  /**
   * What to do about fields that controllers write: who writes into a chart, or `'report'` to add no
   * rule. Default: the rules that artifacts need are added.
   */
  readonly drift?: Drift;
}

/**
 * An Argo CD Application.
 *
 * What the content of an artifact needs (`ignoreDifferences`, sync options, the version as label
 * `app.kubernetes.io/version` and in `info`) is added during synth.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/application-specification/
 */
export class Application<
  const P extends ApplicationProps = ApplicationProps,
> extends UpstreamApplication {
  /** The artifacts that it deploys, as far as its sources tell. */
  readonly deployables: readonly Deployable[];
  /** How Argo CD compares, and what is said of drift here. */
  readonly deriving: Deriving;

  /**
   * @throws {ArgoCdError} `ARGOCD_SOURCE_INVALID`, `ARGOCD_SYNC_OPTION_INVALID`,
   *   `ARGOCD_DESTINATION_INVALID`, `ARGOCD_DURATION_INVALID` for what Argo CD refuses or ignores; most
   *   of it does not compile.
   * @throws {TargetError} `TARGET_TOO_OLD` for a field that the declared Argo CD does not have.
   */
  constructor(
    scope: Construct,
    id: string,
    props: P & Exact<ApplicationProps, P> & PossibleSpec<P>,
  ) {
    const { name = id, metadata, drift, ...spec }: ApplicationProps = props;
    checkDrift(scope, drift, `Application '${name}'`);
    const deriving = { drift, annotations: metadata?.annotations };
    const { targets } = programOf(scope) ?? {};
    checkSpec(spec, { place: `Application '${name}'`, targets });
    const deployables = deployablesOf(spec.source, ...(spec.sources ?? []));
    const version = Lazy.any({ produce: () => versionLabel(deployables) });
    const labels = {
      ...(deployables.length > 0 && { [VERSION_LABEL]: version as string }),
      ...metadata?.labels,
    };
    super(scope, id, {
      metadata: { ...metadata, name, labels },
      spec: Lazy.any({
        produce: () => derive(spec, deployables, deriving, factsOf(this)).spec,
      }) as UpstreamSpec,
    });
    this.deployables = deployables;
    this.deriving = { ...deriving, syncOptions: spec.syncPolicy?.syncOptions };
    for (const deployable of deployables) witnessOf(this)?.deploys(deployable);
  }
}
