import type { ApiObjectMetadata } from 'cdk8s';
import type { Construct } from 'constructs';
import { AppProject as UpstreamAppProject, type AppProjectSpec } from '../../imports/argo-cd';
import { programOf } from '../artifact/program';
import { checkProject } from './check-project';
import { ArgoCdError } from './errors';
import { policyLines } from './policies';
import type { ProjectSpec } from './project-types';
import { requireFields } from './require-fields';
import { PROJECT } from './since';

/** Upstream's spec, beside the object's name and metadata. Nothing is allowed by default. */
export interface AppProjectProps extends ProjectSpec {
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
 * @throws {ArgoCdError} `ARGOCD_PROJECT_DEFAULT` for a `default` that allows a source or destination;
 *   `ARGOCD_PROJECT_INVALID` and `ARGOCD_POLICY_INVALID` for what Argo CD refuses.
 * @throws {TargetError} `TARGET_TOO_OLD` for a field that the declared Argo CD does not have.
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
    checkProject(name, spec);
    requireFields(programOf(scope)?.targets, PROJECT, spec, `AppProject '${name}'`);
    const roles = spec.roles?.map((role) => ({
      ...role,
      ...(role.policies && { policies: policyLines(role.policies, name, role.name) }),
    }));
    super(scope, id, {
      metadata: { ...metadata, name },
      spec: { ...spec, ...(roles && { roles }) } as AppProjectSpec,
    });
  }
}
