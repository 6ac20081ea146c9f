import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { Usage as UsageObject, type UsageSpec } from '../../../imports/crossplane-protection';
import { requireCrossplane } from '../packages/since';
import { checkUsage, scopeOf, tell } from './resource';
import { UsageError } from './errors';
import type { UsageProps } from './usage-props';

/**
 * Makes the API server refuse to delete a resource while another one needs it, or until the Usage
 * itself is gone. Crossplane must be allowed to label the resource, which it may with what it composes.
 *
 * @see https://docs.crossplane.io/latest/managed-resources/usages/
 */
export class Usage extends UsageObject {
  /**
   * @throws {UsageError} `USAGE_INVALID` for what the API server refuses, or what protects nothing.
   * @throws {TargetError} `TARGET_TOO_OLD` for a Crossplane before 2.0.
   */
  constructor(scope: Construct, id: string, props: UsageProps) {
    const { metadata, of, by, ...rest } = props;
    const name = metadata?.name ?? id;
    const place = `Usage '${name}'`;
    requireCrossplane(scope, 'Usage', place);
    const home = metadata?.namespace ?? Chart.of(scope).namespace;
    const told = { of: tell(of, home), ...(by && { by: tell(by, home) }) };
    if (told.by?.resourceRef?.namespace !== undefined) {
      throw new UsageError(
        'USAGE_INVALID',
        `${place} is used by ${told.by.kind} in namespace '${told.by.resourceRef.namespace}'`,
        'put the Usage into the namespace of what uses the resource',
      );
    }
    if (by && scopeOf(by) === 'Cluster') {
      throw new UsageError(
        'USAGE_INVALID',
        `${place} is used by ${by.kind}, which is cluster-scoped`,
        'write a ClusterUsage of cluster-scoped resources',
      );
    }
    checkUsage({ ...rest, ...told }, place);
    super(scope, id, { metadata: { ...metadata, name }, spec: { ...told, ...rest } as UsageSpec });
  }
}
