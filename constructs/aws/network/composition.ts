import type { Construct } from 'constructs';
import * as ec2 from '../../../imports/aws/ec2';
import { Composition, lasting } from '../../crossplane';
import { addEndpoints } from './endpoints';
import { addFlowLogs } from './flow-logs';
import { network } from './schema';
import { specOf, type NetworkScope } from './scope';
import { NETWORK_STAGES, zonesOf, type NetworkCompositionProps } from './settings';
import { addSubnets } from './subnets';
import { addGateways } from './gateways';
import { own, part } from '../parts';

/** Composes a VPC with its subnets, gateways, routes, endpoints and flow logs. */
export function composeNetwork(scope: Construct, id: string, props: NetworkCompositionProps) {
  const { environment, name = `network-${environment}` } = props;
  const stage = { ...NETWORK_STAGES[environment], ...props.stage };
  const zones = zonesOf(props);
  return new Composition(scope, id, {
    metadata: { name },
    composite: network.v1alpha1,
    compose(xr, add) {
      const all: NetworkScope = { xr, add, props, stage, zones };
      const vpc = add('vpc', ec2.VPC, {
        metadata: part('vpc'),
        spec: specOf(all, 'vpc', {
          cidrBlock: xr.spec.cidr,
          enableDnsSupport: true,
          enableDnsHostnames: true,
        }),
      });
      // AWS lets everything that names no group talk to each other; this group lets nothing.
      add('default-security-group', ec2.DefaultSecurityGroup, {
        spec: specOf(all, 'default', { vpcIdSelector: own() }),
      });
      const gateway = add('internet-gateway', ec2.InternetGateway, {
        metadata: part('internet-gateway'),
        spec: specOf(all, 'internet', { vpcIdSelector: own() }),
      });
      const subnets = addSubnets(all);
      const natAddresses = addGateways(all);
      addEndpoints(all);
      addFlowLogs(all);
      const status = {
        vpcId: vpc.status.atProvider.id,
        internetGatewayId: gateway.status.atProvider.id,
        publicSubnets: subnets.public,
        privateSubnets: subnets.private,
        isolatedSubnets: subnets.isolated,
      };
      return {
        status: lasting(xr.status, stage.nat === 'none' ? status : { ...status, natAddresses }),
      };
    },
  });
}
