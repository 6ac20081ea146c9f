import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { UsageV1Beta1 as UsageObject, type UsageSpec } from '../../../imports/crossplane';
import type { CompositeFacts } from '../composite-types';
import { requireCrossplane } from '../packages/since';
import { UsageError } from './errors';
import { behindClaim } from './in-use';
import { checkUsage, scopeOf, tell, type ResourceRef, type Told } from './resource';
import type { ClusterUsageProps } from './usage-props';

export type LegacyUsageProps = ClusterUsageProps;

/**
 * The Usage of Crossplane 1, between cluster-scoped resources. A claim stands for the XR behind it:
 * while that may not be deleted, the deletion of the claim waits.
 *
 * @see https://docs.crossplane.io/v1.20/concepts/usages/
 */
export class LegacyUsage extends UsageObject {
  /**
   * @throws {UsageError} `USAGE_INVALID` for what the API server refuses, and for namespaced resources,
   *   which it never finds.
   * @throws {TargetError} `TARGET_TOO_OLD` for a Crossplane before 1.19.
   */
  constructor(scope: Construct, id: string, props: LegacyUsageProps) {
    const { metadata, of, by, ...rest } = props;
    const name = metadata?.name ?? id;
    const place = `LegacyUsage '${name}'`;
    requireCrossplane(scope, 'LegacyUsage', place);
    const told = { of: toldOf(of, place), ...(by && { by: toldOf(by, place) }) };
    checkUsage({ ...rest, ...told }, place);
    super(scope, id, { metadata: { ...metadata, name }, spec: { ...told, ...rest } as UsageSpec });
  }
}

function toldOf(resource: ApiObject | ResourceRef, place: string): Told {
  const { claimOf } = resource.constructor as { readonly claimOf?: CompositeFacts };
  if (!ApiObject.isApiObject(resource) || !claimOf) {
    if (scopeOf(resource) !== 'Namespaced') return placeless(resource);
    throw new UsageError(
      'USAGE_INVALID',
      `${place} names ${resource.kind}, which is namespaced`,
      'protect what is cluster-scoped; Usages of Crossplane 1 find nothing else',
    );
  }
  const { namespace } = resource.metadata;
  if (namespace === undefined) {
    throw new UsageError(
      'USAGE_INVALID',
      `${place} names the claim '${resource.name}', whose namespace is not known here`,
      'write its metadata.namespace, or the namespace of the chart',
    );
  }
  return behindClaim(resource.apiVersion, claimOf.kind, resource.name, namespace);
}

/** Cluster-scoped resources in a chart with a namespace are not in it. */
function placeless(resource: ApiObject | ResourceRef): Told {
  return tell(resource, ApiObject.isApiObject(resource) ? resource.metadata.namespace : undefined);
}
