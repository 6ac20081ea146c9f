import { Lazy, type ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { Application as UpstreamApplication } from '../../imports/argo-cd';
import { deployablesOf, witnessOf, type Deployable } from '../deployable';
import { derive, VERSION_LABEL } from './derived';
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
}

/**
 * An Argo CD Application.
 *
 * What the content of an artifact needs (`ignoreDifferences`, `RespectIgnoreDifferences=true`, the
 * version as label `app.kubernetes.io/version` and in `info`) is added during synth.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/application-specification/
 */
export class Application extends UpstreamApplication {
  /** The artifacts that it deploys, as far as its sources tell. */
  readonly deployables: readonly Deployable[];

  constructor(scope: Construct, id: string, props: ApplicationProps) {
    const { name = id, metadata, ...spec } = props;
    const deployables = deployablesOf(spec.source, ...(spec.sources ?? []));
    const version = Lazy.any({ produce: () => derive(spec, deployables).labels[VERSION_LABEL] });
    const labels = {
      ...(deployables.length > 0 && { [VERSION_LABEL]: version as string }),
      ...metadata?.labels,
    };
    super(scope, id, {
      metadata: { ...metadata, name, labels },
      spec: Lazy.any({ produce: () => derive(spec, deployables).spec }) as ApplicationSpec,
    });
    this.deployables = deployables;
    for (const deployable of deployables) witnessOf(this)?.deploys(deployable);
  }
}
