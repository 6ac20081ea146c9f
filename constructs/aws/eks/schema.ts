import { compositeResource, stringEnum, Type, type CompositeRefs } from '../../crossplane';
import { onExternalDeletion, STOP } from '../external-deletion';
import { environment, GROUP } from '../shared';

const known = (description: string) => Type.Optional(Type.String({ description }));
const byName = (description: string) =>
  Type.Optional(Type.Record(Type.String(), Type.String(), { description }));

/** Minor versions of Kubernetes go up by one, and never back. */
const STEPWISE = {
  rule: 'int(self.substring(2)) - int(oldSelf.substring(2)) >= 0 && int(self.substring(2)) - int(oldSelf.substring(2)) <= 1',
  message: 'EKS goes up one minor version at a time, and never back',
};

/** The `version` field of XRs that make clusters. */
export const kubernetesVersion = Type.String({
  pattern: '^1\\.[0-9]{2}$',
  maxLength: 4,
  description:
    'Minor version: 1.34. The nodes follow once the control plane has it, one at most at a time.',
  'x-kubernetes-validations': [STEPWISE],
});

/** The `size` field of XRs that make clusters. */
export const clusterSize = stringEnum(['small', 'medium', 'large'], {
  default: 'small',
  description: 'Picks the instance types of the nodes; the environment says how many there are.',
});

/** The `onExternalDeletion` field of XRs that make clusters. */
export const clusterDeletion = onExternalDeletion(
  ['stop', 'recreateEmpty'],
  `What to do when somebody deletes the cluster in AWS, which refuses it while deletionProtection is true. ${STOP} Without deletionProtection it does not stop. recreateEmpty: another one is made under the name, with nothing in it. There is no restore: EKS keeps no copy of a deleted cluster.`,
);

/** The composite resource behind `EksCluster`. */
export const eksCluster = compositeResource({
  group: GROUP,
  kind: 'EksCluster',
  scope: 'Namespaced',
  stateful: true,
  versions: {
    v1alpha1: {
      spec: Type.Object({
        environment,
        version: kubernetesVersion,
        size: clusterSize,
        network: Type.String({
          minLength: 1,
          description: 'Name of the Network, in the same namespace, whose private subnets it uses.',
          'x-kubernetes-validations': [
            { rule: 'self == oldSelf', message: 'a cluster cannot move to another network' },
          ],
        }),
        deletionProtection: Type.Boolean({
          default: true,
          description:
            'While this is true AWS refuses to delete the cluster, and nothing of it is deleted with the XR.',
        }),
        onExternalDeletion: clusterDeletion,
      }),
      status: Type.Object({
        clusterName: known('Name in AWS, once the cluster is active.'),
        arn: known('ARN of the cluster.'),
        endpoint: known('Of the API server.'),
        caData: known('Certificate authority of the API server, as base64.'),
        version: known('What the control plane runs.'),
        oidcIssuer: known('Who signs tokens of service accounts.'),
        securityGroupId: known('What control plane and nodes share.'),
        keyArn: known('By which Secrets of the cluster are encrypted.'),
        nodeGroups: byName('State by name: ACTIVE once nodes have joined.'),
        launchTemplates: byName('Ids by node group.'),
        launchTemplateVersions: byName('Versions by node group.'),
        roles: byName('ARNs of the roles that add-ons have.'),
      }),
      additionalPrinterColumns: [
        { name: 'VERSION', type: 'string', jsonPath: '.status.version' },
        { name: 'ENDPOINT', type: 'string', jsonPath: '.status.endpoint', priority: 1 },
      ],
    },
  },
});

/** The XR as its composition sees it. */
export type EksClusterXr = CompositeRefs<typeof eksCluster.v1alpha1>;
