import * as ec2 from '../../../imports/aws/ec2';
import * as eks from '../../../imports/aws/eks';
import { at, format } from '../../crossplane';
import { NETWORK, ACCESS } from '../network/schema';
import { own, part } from '../parts';
import { byEnvironment } from '../shared';
import { namedTags, partOf, type EksScope } from './scope';
import { EKS_INSTANCE_TYPES, eksStagesOf, type EksNodeGroup } from './settings';

/** The node groups with their launch templates; what they report, by name. */
export function addNodeGroups(scope: EksScope) {
  const { nodeGroups = { default: {} } } = scope.props;
  const made = Object.entries(nodeGroups).map(([name, group]) => {
    const { template, nodes } = addNodeGroup(scope, name, group);
    const { id, latestVersion } = template.status.atProvider;
    return { name, status: nodes.status.atProvider.status, id, version: latestVersion.asString() };
  });
  const by = <V>(value: (each: (typeof made)[number]) => V) =>
    Object.fromEntries(made.map((each) => [each.name, value(each)]));
  return {
    nodeGroups: by(({ status }) => status),
    launchTemplates: by(({ id }) => id),
    launchTemplateVersions: by(({ version }) => version),
  };
}

function addNodeGroup(scope: EksScope, name: string, group: EksNodeGroup) {
  const { xr, add, props } = scope;
  const stages = eksStagesOf(props.stages);
  const { amiType = 'AL2023_x86_64_STANDARD', capacityType = 'ON_DEMAND', labels, taints } = group;
  const minNodes = byEnvironment(xr.spec.environment, stages, 'minNodes');
  const template = addLaunchTemplate(scope, name, group);
  const nodes = add(
    `nodes-${name}`,
    eks.NodeGroup,
    {
      metadata: {
        ...part(`nodes-${name}`),
        annotations: { 'crossplane.io/external-name': name },
      },
      spec: {
        ...partOf(scope),
        // An autoscaler changes it, and that is no drift.
        initProvider: { scalingConfig: { desiredSize: minNodes } },
        forProvider: {
          region: props.region,
          // Resolved once the cluster is active.
          clusterNameSelector: own('cluster'),
          nodeRoleArnSelector: own('node-role'),
          subnetIdSelector: {
            matchLabels: { [NETWORK]: xr.spec.network, [ACCESS]: 'private' },
          },
          // What the control plane has, so that nodes are never ahead of it.
          version: xr.status.version,
          amiType,
          capacityType,
          instanceTypes:
            group.instanceTypes ??
            xr.spec.size.map({ ...EKS_INSTANCE_TYPES, ...props.instanceTypes }),
          ...(labels && { labels }),
          ...(taints && { taint: taints }),
          launchTemplate: {
            id: at(xr.status.launchTemplates, name),
            version: at(xr.status.launchTemplateVersions, name),
          },
          scalingConfig: {
            minSize: minNodes,
            maxSize: byEnvironment(xr.spec.environment, stages, 'maxNodes'),
          },
          updateConfig: { maxUnavailablePercentage: 33 },
          nodeRepairConfig: { enabled: true },
          tags: namedTags(scope, name),
        },
      },
    },
    { readiness: ({ status }, check) => check.matches(status.atProvider.status, 'ACTIVE') },
  );
  return { template, nodes };
}

/** Machines whose disks are encrypted and whose metadata needs a session. */
function addLaunchTemplate(scope: EksScope, name: string, { diskGB = 50 }: EksNodeGroup) {
  const { xr, add, props } = scope;
  const tags = namedTags(scope, name);
  return add(`template-${name}`, ec2.LaunchTemplate, {
    metadata: part(`template-${name}`),
    spec: {
      ...partOf(scope),
      forProvider: {
        region: props.region,
        name: format`${xr.metadata.name}-${name}-${xr.metadata.uid}`,
        metadataOptions: {
          httpEndpoint: 'enabled',
          httpTokens: 'required',
          httpPutResponseHopLimit: props.metadataHops ?? 1,
        },
        blockDeviceMappings: [
          {
            deviceName: '/dev/xvda',
            ebs: {
              encrypted: 'true',
              volumeType: 'gp3',
              volumeSize: diskGB,
              deleteOnTermination: 'true',
            },
          },
        ],
        tagSpecifications: [
          { resourceType: 'instance', tags },
          { resourceType: 'volume', tags },
        ],
        tags,
      },
    },
  });
}
