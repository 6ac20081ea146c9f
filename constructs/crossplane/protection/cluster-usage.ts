import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  ClusterUsage as UsageObject,
  type ClusterUsageSpec,
} from '../../../imports/crossplane-protection';
import { requireCrossplane } from '../packages/since';
import { UsageError } from './errors';
import { checkUsage, scopeOf, tell, type ResourceRef, type Told } from './resource';
import type { ClusterUsageProps } from './usage-props';

/**
 * As {@link Usage}, between cluster-scoped resources.
 *
 * @see https://docs.crossplane.io/latest/managed-resources/usages/
 */
export class ClusterUsage extends UsageObject {
  /**
   * @throws {UsageError} `USAGE_INVALID` for what the API server refuses, and for namespaced resources,
   *   which it never finds.
   * @throws {TargetError} `TARGET_TOO_OLD` for a Crossplane before 2.0.
   */
  constructor(scope: Construct, id: string, props: ClusterUsageProps) {
    const { metadata, of, by, ...rest } = props;
    const name = metadata?.name ?? id;
    const place = `ClusterUsage '${name}'`;
    requireCrossplane(scope, 'ClusterUsage', place);
    for (const resource of [of, ...(by ? [by] : [])]) {
      if (scopeOf(resource) !== 'Namespaced') continue;
      throw new UsageError(
        'USAGE_INVALID',
        `${place} names ${resource.kind}, which is namespaced`,
        'write a Usage in its namespace',
      );
    }
    const told = { of: placeless(of), ...(by && { by: placeless(by) }) };
    checkUsage({ ...rest, ...told }, place);
    super(scope, id, {
      metadata: { ...metadata, name },
      spec: { ...told, ...rest } as ClusterUsageSpec,
    });
  }
}

/** Cluster-scoped resources in a chart with a namespace are not in it. */
function placeless(resource: ApiObject | ResourceRef): Told {
  return tell(resource, ApiObject.isApiObject(resource) ? resource.metadata.namespace : undefined);
}
