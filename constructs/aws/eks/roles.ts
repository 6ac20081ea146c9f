import * as iam from '../../../imports/aws/iam';
import { format } from '../../crossplane';
import { own, part } from '../parts';
import { tagsOf } from '../shared';
import { partOf, type EksScope } from './scope';

/** Who assumes a role, and the policies of AWS that it has. */
interface RoleFacts {
  readonly description: string;
  readonly service: string;
  readonly policies: readonly string[];
}

const EC2 = 'ec2.amazonaws.com';

/** Roles of the cluster, its machines and its add-ons. */
const ROLES = {
  'cluster-role': {
    description: 'Control plane',
    service: 'eks.amazonaws.com',
    policies: ['AmazonEKSClusterPolicy'],
  },
  'node-role': {
    description: 'Nodes',
    service: EC2,
    policies: [
      'AmazonEKSWorkerNodePolicy',
      'AmazonEC2ContainerRegistryPullOnly',
      'AmazonSSMManagedInstanceCore',
    ],
  },
  'vpc-cni-role': {
    description: 'Add-on vpc-cni',
    service: 'pods.eks.amazonaws.com',
    policies: ['AmazonEKS_CNI_Policy'],
  },
  'ebs-csi-role': {
    description: 'Add-on aws-ebs-csi-driver',
    service: 'pods.eks.amazonaws.com',
    policies: ['service-role/AmazonEBSCSIDriverPolicy'],
  },
} satisfies Readonly<Record<string, RoleFacts>>;

/** The roles, by name; what Pod Identity assumes is tagged by it. */
export function addRoles(scope: EksScope) {
  const entries = Object.entries(ROLES).map(
    ([name, facts]) => [name, addRole(scope, name, facts)] as const,
  );
  return Object.fromEntries(entries) as Record<keyof typeof ROLES, (typeof entries)[number][1]>;
}

function addRole(scope: EksScope, name: string, { description, service, policies }: RoleFacts) {
  const { xr, add, props } = scope;
  const { partition = 'aws', permissionsBoundary } = props;
  const isChina = partition === 'aws-cn';
  const role = add(name, iam.Role, {
    metadata: part(name),
    spec: {
      ...partOf(scope),
      forProvider: {
        description: format`${description} of EksCluster ${xr.metadata.namespace}/${xr.metadata.name}`,
        // In China, EC2 alone of these has a name of its own.
        assumeRolePolicy: trust(isChina && service === EC2 ? `${EC2}.cn` : service),
        ...(permissionsBoundary !== undefined && { permissionsBoundary }),
        tags: tagsOf(xr, props.tags),
      },
    },
  });
  for (const policy of policies) {
    const short = policy.replace(/^.*\//, '').toLowerCase().replaceAll('_', '-');
    add(`${name}-${short}`, iam.RolePolicyAttachment, {
      spec: {
        ...partOf(scope),
        forProvider: {
          policyArn: `arn:${partition}:iam::aws:policy/${policy}`,
          roleSelector: own(name),
        },
      },
    });
  }
  return role;
}

function trust(service: string): string {
  const tags = service.startsWith('pods.') || service.startsWith('eks.');
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: service },
        Action: tags ? ['sts:AssumeRole', 'sts:TagSession'] : ['sts:AssumeRole'],
      },
    ],
  });
}
