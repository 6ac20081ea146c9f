import { Construct } from 'constructs';
import {
  Project as UpstreamProject,
  ProjectConfig,
  type ProjectConfigSpec,
} from '../../imports/kargo';
import { checkName } from './checks';

/** The spec of the project's configuration; without any field, none is written. */
export interface ProjectProps extends ProjectConfigSpec {
  /** Name of the project, and of the namespace that Kargo makes for it. Default: the construct's id. */
  readonly name?: string;
}

/**
 * A Kargo project: a namespace for warehouses and stages, and in it the configuration that says which
 * stages promote by themselves.
 *
 * @see https://docs.kargo.io/user-guide/how-to-guides/working-with-projects
 */
export class Project extends Construct {
  /** Of the namespace too. */
  readonly name: string;

  /** @throws {KargoError} `KARGO_NAME_INVALID` */
  constructor(scope: Construct, id: string, { name = id, ...spec }: ProjectProps = {}) {
    super(scope, id);
    checkName(`project '${name}'`, name);
    this.name = name;
    new UpstreamProject(this, 'Resource', { metadata: { name } });
    if (Object.keys(spec).length === 0) return;
    new ProjectConfig(this, 'Config', { metadata: { name, namespace: name }, spec });
  }
}
