import { compositeResource, Type, type CompositeRefs } from '../../crossplane';
import { clusterDeletion, clusterSize, kubernetesVersion } from '../eks/schema';
import { environment, GROUP } from '../shared';

const known = (description: string) => Type.Optional(Type.String({ description }));

/** The composite resource behind `ClusterVending`. */
export const clusterVending = compositeResource({
  group: GROUP,
  kind: 'ClusterVending',
  scope: 'Cluster',
  stateful: true,
  versions: {
    v1alpha1: {
      spec: Type.Object({
        environment,
        version: kubernetesVersion,
        size: clusterSize,
        cidr: Type.String({
          pattern: '^[0-9]{1,3}\\.[0-9]{1,3}\\.0\\.0/16$',
          description: 'A /16 for the network of the cluster alone: 10.12.0.0/16.',
          'x-kubernetes-validations': [
            { rule: 'self == oldSelf', message: 'the addresses of a network cannot be changed' },
          ],
        }),
        drain: Type.Boolean({
          default: false,
          description:
            'Takes the cluster out of the fleet: Argo CD deletes what it deployed there while it can still reach it. To be done before the XR is deleted.',
        }),
        onExternalDeletion: clusterDeletion,
        deletionProtection: Type.Boolean({
          default: true,
          description:
            'While this is true AWS refuses to delete the cluster, and neither it nor its network is deleted with the XR.',
        }),
      }),
      status: Type.Object({
        clusterName: known('Name in AWS and in Argo CD.'),
        endpoint: known('Of the API server.'),
        caData: known('Certificate authority of the API server, as base64.'),
        version: known('What the control plane runs.'),
        argocdRoleArn: known('What Argo CD assumes to reach the cluster.'),
        accessGrantedAt: known('When that role became an administrator of the cluster.'),
        drain: Type.Optional(
          Type.Object(
            {
              applications: Type.Integer({
                description: 'How many Applications still have the cluster as their destination.',
              }),
              waitingFor: Type.Array(Type.String(), {
                description: 'The first of them, as namespace/name.',
              }),
              observedGeneration: Type.Optional(
                Type.Integer({ description: 'Of the XR, when they were counted.' }),
              ),
            },
            { description: 'What is left to do, while drain is true and once that is known.' },
          ),
        ),
        secret: known('Name of the Secret that registers the cluster, once it does.'),
      }),
      additionalPrinterColumns: [
        { name: 'VERSION', type: 'string', jsonPath: '.status.version' },
        { name: 'DRAIN', type: 'boolean', jsonPath: '.spec.drain' },
        { name: 'APPLICATIONS', type: 'integer', jsonPath: '.status.drain.applications' },
        { name: 'REGISTERED', type: 'string', jsonPath: '.status.secret' },
      ],
    },
  },
});

/** The XR as its composition sees it. */
export type ClusterVendingXr = CompositeRefs<typeof clusterVending.v1alpha1>;
