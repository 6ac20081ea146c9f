import type { Construct } from 'constructs';
import { Group } from '../../../imports/aws/cloudwatchlogs';
import * as eks from '../../../imports/aws/eks';
import { OpenIDConnectProvider } from '../../../imports/aws/iam';
import { at, Composition, format, lasting } from '../../crossplane';
import { encryptionKey } from '../encryption-key-schema';
import { ACCESS, NETWORK } from '../network/schema';
import { lockedWhileProtected } from '../external-deletion';
import { own, part } from '../parts';
import { byEnvironment, tagsOf } from '../shared';
import { addAdministrators } from './access';
import { addAddons } from './addons';
import { addNodeGroups } from './node-groups';
import { addRoles } from './roles';
import { eksCluster } from './schema';
import { namedTags, partOf, type EksScope } from './scope';
import { EKS_LOG_TYPES, eksStagesOf, type EksClusterCompositionProps } from './settings';

/** Composes an EKS cluster with its key, roles, nodes, add-ons, access and logs. */
export function composeEksCluster(
  scope: Construct,
  id: string,
  props: EksClusterCompositionProps & { readonly name: string },
) {
  return new Composition(scope, id, {
    metadata: { name: props.name },
    composite: eksCluster.v1alpha1,
    compose(xr, add) {
      const all: EksScope = { xr, add, props };
      const key = add('key', encryptionKey.v1alpha1, {
        spec: { environment: xr.spec.environment },
      });
      const roles = addRoles(all);
      addLogGroup(all);
      const cluster = addCluster(all);
      if (props.oidcProvider) addOidcProvider(all);
      const { nodeGroups, ...templates } = addNodeGroups(all);
      addAddons(all);
      addAdministrators(all);
      const { atProvider } = cluster.status;
      return {
        status: {
          nodeGroups,
          ...lasting(xr.status, {
            keyArn: key.status.arn,
            clusterName: atProvider.id,
            arn: atProvider.arn,
            endpoint: atProvider.endpoint,
            caData: at(atProvider.certificateAuthority, 0).data,
            version: atProvider.version,
            oidcIssuer: at(at(atProvider.identity, 0).oidc, 0).issuer,
            securityGroupId: atProvider.vpcConfig.clusterSecurityGroupId,
            roles: {
              'vpc-cni': roles['vpc-cni-role'].status.atProvider.arn,
              'ebs-csi': roles['ebs-csi-role'].status.atProvider.arn,
            },
            ...templates,
          }),
        },
      };
    },
  });
}

function addCluster(scope: EksScope) {
  const { xr, add, props } = scope;
  const { region, publicAccessCidrs = [], logTypes = EKS_LOG_TYPES } = props;
  return add(
    'cluster',
    eks.Cluster,
    {
      metadata: {
        ...part('cluster'),
        annotations: { 'crossplane.io/external-name': xr.metadata.name },
      },
      spec: {
        ...partOf(scope),
        managementPolicies: lockedWhileProtected(xr.spec, xr.status.clusterName),
        forProvider: {
          region,
          version: xr.spec.version,
          roleArnSelector: own('cluster-role'),
          // Who may come in is said by access entries alone, and who made it is none of them.
          accessConfig: {
            authenticationMode: 'API',
            bootstrapClusterCreatorAdminPermissions: false,
          },
          // Its add-ons are those that AWS maintains.
          bootstrapSelfManagedAddons: false,
          encryptionConfig: { provider: { keyArn: xr.status.keyArn }, resources: ['secrets'] },
          vpcConfig: {
            endpointPrivateAccess: true,
            endpointPublicAccess: publicAccessCidrs.length > 0,
            ...(publicAccessCidrs.length > 0 && { publicAccessCidrs }),
            subnetIdSelector: { matchLabels: { [NETWORK]: xr.spec.network, [ACCESS]: 'private' } },
          },
          enabledClusterLogTypes: [...logTypes],
          // Versions out of standard support cost six times as much; AWS upgrades instead.
          upgradePolicy: { supportType: 'STANDARD' },
          deletionProtection: xr.spec.deletionProtection,
          tags: namedTags(scope),
        },
      },
    },
    {
      // One that is gone keeps its status, and loses `Synced`.
      readiness: ({ status }, check) => [
        check.condition('Synced'),
        check.matches(status.atProvider.status, 'ACTIVE'),
      ],
    },
  );
}

/** Where EKS writes; a group that EKS makes keeps everything for ever. */
function addLogGroup(scope: EksScope): void {
  const { xr, add, props } = scope;
  const stages = eksStagesOf(props.stages);
  add('log-group', Group, {
    metadata: {
      ...part('log-group'),
      annotations: { 'crossplane.io/external-name': format`/aws/eks/${xr.metadata.name}/cluster` },
    },
    spec: {
      ...partOf(scope),
      forProvider: {
        region: props.region,
        retentionInDays: byEnvironment(xr.spec.environment, stages, 'logDays'),
        tags: tagsOf(xr, props.tags),
      },
    },
  });
}

function addOidcProvider(scope: EksScope): void {
  const { xr, add, props } = scope;
  add('oidc-provider', OpenIDConnectProvider, {
    metadata: part('oidc-provider'),
    spec: {
      ...partOf(scope),
      forProvider: {
        url: xr.status.oidcIssuer,
        clientIdList: ['sts.amazonaws.com'],
        tags: tagsOf(xr, props.tags),
      },
    },
  });
}
