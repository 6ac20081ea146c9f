import { compositeResource, Type, type CompositeRefs } from '../../crossplane';
import { environment, GROUP } from '../shared';

/** Labels of subnets, by which resources of other XRs in the namespace select them. */
export const NETWORK = `${GROUP}/network`;
/** `public`, `private` or `isolated`. */
export const ACCESS = `${GROUP}/access`;

const byZone = (description: string) =>
  Type.Optional(Type.Record(Type.String(), Type.String(), { description }));

/** The composite resource behind `Network`. */
export const network = compositeResource({
  group: GROUP,
  kind: 'Network',
  scope: 'Namespaced',
  stateful: true,
  versions: {
    v1alpha1: {
      spec: Type.Object({
        environment,
        cidr: Type.String({
          pattern: '^[0-9]{1,3}\\.[0-9]{1,3}\\.0\\.0/16$',
          description: 'A /16 that nothing routed to this network uses: 10.12.0.0/16.',
          'x-kubernetes-validations': [
            { rule: 'self == oldSelf', message: 'the addresses of a network cannot be changed' },
          ],
        }),
        deletionProtection: Type.Boolean({
          default: true,
          description: 'While this is true nothing of the network is deleted with the XR.',
        }),
      }),
      status: Type.Object({
        vpcId: Type.Optional(Type.String()),
        internetGatewayId: Type.Optional(Type.String()),
        publicSubnets: byZone('Ids by zone: of load balancers that the internet reaches.'),
        privateSubnets: byZone('Ids by zone: of what reaches the internet, and not the other way.'),
        isolatedSubnets: byZone('Ids by zone: of what does neither, such as databases.'),
        natAddresses: byZone('By zone: what the private subnets come from, for allow lists.'),
      }),
      additionalPrinterColumns: [
        { name: 'CIDR', type: 'string', jsonPath: '.spec.cidr' },
        { name: 'VPC', type: 'string', jsonPath: '.status.vpcId' },
      ],
    },
  },
});

/** The XR as its composition sees it. */
export type NetworkXr = CompositeRefs<typeof network.v1alpha1>;
