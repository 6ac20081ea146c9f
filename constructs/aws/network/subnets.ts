import * as ec2 from '../../../imports/aws/ec2';
import { format } from '../../crossplane';
import { partOf, specOf, type NetworkScope } from './scope';
import { ACCESS, NETWORK } from './schema';
import type { NetworkAccess, Zone } from './settings';
import { own, PART } from '../parts';

const TIERS: readonly NetworkAccess[] = ['public', 'private', 'isolated'];

/**
 * By which the AWS load balancer controller, and the one in EKS, find the subnets of load balancers.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/network-load-balancing.html
 */
const ROLES: Readonly<Record<NetworkAccess, Readonly<Record<string, string>>>> = {
  public: { 'kubernetes.io/role/elb': '1' },
  private: { 'kubernetes.io/role/internal-elb': '1' },
  isolated: {},
};

/** The subnets with their route tables; what they report, by tier and zone. */
export function addSubnets(scope: NetworkScope) {
  const made = TIERS.map((tier) => {
    const ids = scope.zones.map((zone) => [zone.name, addSubnet(scope, tier, zone)] as const);
    return [tier, Object.fromEntries(ids)] as const;
  });
  addTables(scope);
  return Object.fromEntries(made) as Record<NetworkAccess, (typeof made)[number][1]>;
}

function addSubnet(scope: NetworkScope, tier: NetworkAccess, zone: Zone) {
  const { xr, add, props } = scope;
  const name = `${tier}-${zone.id}`;
  const { offset, prefix } = zone.blocks[tier];
  const subnet = add(name, ec2.Subnet, {
    metadata: {
      labels: {
        [PART]: name,
        [ACCESS]: tier,
        [NETWORK]: xr.metadata.name,
      },
    },
    spec: specOf(
      scope,
      name,
      {
        vpcIdSelector: own(),
        availabilityZone: zone.name,
        cidrBlock: format`${xr.spec.cidr.capture('^([0-9]+\\.[0-9]+)\\.', 1)}.${offset}/${prefix}`,
        // Addresses of the internet are for load balancers and gateways, which bring their own.
        mapPublicIpOnLaunch: false,
      },
      { ...ROLES[tier], ...props.subnetTags?.[tier] },
    ),
  });
  return subnet.status.atProvider.id;
}

/** The route table that a subnet uses: private ones have one for each zone, whatever NAT there is. */
export function tableOf(tier: NetworkAccess, zone: Zone): string {
  return tier === 'private' ? `private-${zone.id}` : tier;
}

/** Names of the route tables of some tiers. */
export function tablesOf({ zones }: NetworkScope, tiers: readonly NetworkAccess[]): string[] {
  return [...new Set(tiers.flatMap((tier) => zones.map((zone) => tableOf(tier, zone))))];
}

function addTables(scope: NetworkScope): void {
  const { add, props, zones } = scope;
  for (const table of tablesOf(scope, TIERS)) {
    add(`routes-${table}`, ec2.RouteTable, {
      metadata: { labels: { [PART]: `routes-${table}` } },
      spec: specOf(scope, table, { vpcIdSelector: own() }),
    });
  }
  for (const tier of TIERS) {
    for (const zone of zones) {
      add(`association-${tier}-${zone.id}`, ec2.RouteTableAssociation, {
        spec: {
          ...partOf(scope),
          forProvider: {
            region: props.region,
            subnetIdSelector: own(`${tier}-${zone.id}`),
            routeTableIdSelector: own(`routes-${tableOf(tier, zone)}`),
          },
        },
      });
    }
  }
}
