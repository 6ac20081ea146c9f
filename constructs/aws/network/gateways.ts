import * as ec2 from '../../../imports/aws/ec2';
import { partOf, specOf, type NetworkScope } from './scope';
import type { Zone } from './settings';
import { tableOf } from './subnets';
import { own, part } from '../parts';

const EVERYWHERE = '0.0.0.0/0';

/** The ways out: the internet gateway's route, NAT gateways with theirs; their addresses by zone. */
export function addGateways(scope: NetworkScope) {
  const { zones, stage } = scope;
  addRoute(scope, 'public', { gatewayIdSelector: own('internet-gateway') });
  const [first] = zones;
  if (stage.nat === 'none' || !first) return {};
  const withGateway = stage.nat === 'one' ? [first] : zones;
  const addresses = withGateway.map((zone) => [zone.name, addGateway(scope, zone)] as const);
  for (const zone of zones) {
    const { id } = stage.nat === 'one' ? first : zone;
    addRoute(scope, tableOf('private', zone), { natGatewayIdSelector: own(`nat-${id}`) });
  }
  return Object.fromEntries(addresses);
}

function addGateway(scope: NetworkScope, { id }: Zone) {
  const { xr, add } = scope;
  add(`address-${id}`, ec2.EIP, {
    metadata: part(`address-${id}`),
    spec: specOf(scope, `nat-${id}`, { domain: 'vpc' }),
  });
  const nat = add(`nat-${id}`, ec2.NATGateway, {
    metadata: part(`nat-${id}`),
    spec: specOf(
      scope,
      `nat-${id}`,
      {
        connectivityType: 'public',
        allocationIdSelector: own(`address-${id}`),
        subnetIdSelector: own(`public-${id}`),
      },
      // One that is made before the way to the internet is there fails for good, so it waits for it.
      { 'internet-gateway': xr.status.internetGatewayId },
    ),
  });
  return nat.status.atProvider.publicIp;
}

function addRoute(scope: NetworkScope, table: string, target: object): void {
  scope.add(`route-${table}`, ec2.Route, {
    spec: {
      ...partOf(scope),
      forProvider: {
        region: scope.props.region,
        routeTableIdSelector: own(`routes-${table}`),
        destinationCidrBlock: EVERYWHERE,
        ...target,
      },
    },
  });
}
