import type { Manifest } from '../../../lib/core';

/**
 * The kinds that the AWS provider 2.6 resolves selectors to, by field, from the generated resolvers
 * in apis/namespaced; only what our compositions use.
 */
const TARGETS: Readonly<Record<string, string>> = {
  allocationIdSelector: 'EIP',
  clusterNameSelector: 'Cluster',
  dbSubnetGroupNameSelector: 'SubnetGroup',
  gatewayIdSelector: 'InternetGateway',
  iamRoleArnSelector: 'Role',
  kmsKeyIdSelector: 'Key',
  kmsMasterKeyIdSelector: 'Key',
  logDestinationSelector: 'Group',
  masterUserSecretKmsKeyIdSelector: 'Key',
  monitoringRoleArnSelector: 'Role',
  natGatewayIdSelector: 'NATGateway',
  nodeRoleArnSelector: 'Role',
  parameterGroupNameSelector: 'ParameterGroup',
  bucketSelector: 'Bucket',
  primaryKeyArnSelector: 'Key',
  principalArnFromRoleSelector: 'Role',
  principalArnSelector: 'AccessEntry',
  roleArnSelector: 'Role',
  roleSelector: 'Role',
  routeTableIdSelector: 'RouteTable',
  securityGroupIdSelector: 'SecurityGroup',
  subnetIdSelector: 'Subnet',
  targetKeyIdSelector: 'Key',
  vpcEndpointIdSelector: 'VPCEndpoint',
  vpcIdSelector: 'VPC',
};

interface Selector {
  readonly matchControllerRef?: boolean;
  readonly matchLabels?: Readonly<Record<string, string>>;
}

/** What each selector of an XR's own resources finds among them: one resource, or a complaint. */
export function unresolved(composed: readonly Manifest[]): readonly string[] {
  return composed.flatMap((resource) =>
    [...selectorsIn(resource)].flatMap(([field, selector]) => {
      const target = TARGETS[field];
      if (target === undefined) return [`${field} is resolved to nobody knows what`];
      if (selector.matchControllerRef !== true) return [];
      const found = composed.filter(
        ({ kind, metadata }) =>
          kind === target &&
          Object.entries(selector.matchLabels ?? {}).every(
            ([key, value]) => metadata.labels?.[key] === value,
          ),
      );
      if (found.length === 1) return [];
      const name = resource.metadata.annotations?.['crossplane.io/composition-resource-name'];
      return [`${field} of ${name ?? ''} finds ${found.length}`];
    }),
  );
}

function* selectorsIn(node: unknown): Generator<[string, Selector]> {
  if (typeof node !== 'object' || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    if (key.endsWith('Selector')) yield [key, value as Selector];
    else yield* selectorsIn(value);
  }
}
