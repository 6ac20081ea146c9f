import type { ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { AppProject as UpstreamAppProject, type AppProjectSpec } from '../../imports/argo-cd';
import { ArgoCdError } from './errors';

/** Upstream's spec, beside the object's name and metadata. Nothing is allowed by default. */
export interface AppProjectProps extends AppProjectSpec {
  /** Name of the object. Default: the construct's id. */
  readonly name?: string;
  /** Labels, annotations, finalizers, namespace. Default none; the namespace is the chart's. */
  readonly metadata?: Omit<ApiObjectMetadata, 'name'>;
}

/**
 * What Applications of a project may deploy, from where and to where.
 *
 * The project `default` belongs to Argo CD, and whatever names no project falls into it: all that can
 * be written of it is that it allows nothing.
 *
 * @throws {ArgoCdError} `ARGOCD_PROJECT_DEFAULT` for a `default` that allows a source or destination.
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/projects/
 */
export class AppProject extends UpstreamAppProject {
  constructor(scope: Construct, id: string, props: AppProjectProps) {
    const { name = id, metadata, ...spec } = props;
    const { sourceRepos = [], destinations = [] } = spec;
    if (name === 'default' && sourceRepos.length + destinations.length > 0) {
      throw new ArgoCdError(
        'ARGOCD_PROJECT_DEFAULT',
        `AppProject 'default' at ${scope.node.path}/${id} allows sources or destinations`,
        'give the project a name of its own, and name it in its Applications',
      );
    }
    super(scope, id, { metadata: { ...metadata, name }, spec });
  }
}
