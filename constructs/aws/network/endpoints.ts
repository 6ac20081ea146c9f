import * as ec2 from '../../../imports/aws/ec2';
import { partOf, specOf, type NetworkScope } from './scope';
import { tablesOf } from './subnets';
import { own, part } from '../parts';

/** Ways to AWS services that do not leave its network. */
export function addEndpoints(scope: NetworkScope): void {
  const { gatewayEndpoints = ['s3'], interfaceEndpoints = [] } = scope.props;
  for (const service of gatewayEndpoints) addGatewayEndpoint(scope, service);
  if (interfaceEndpoints.length === 0) return;
  addSecurityGroup(scope);
  for (const service of interfaceEndpoints) addInterfaceEndpoint(scope, service);
}

function addGatewayEndpoint(scope: NetworkScope, service: string): void {
  const { add } = scope;
  const endpoint = nameOf(service);
  add(endpoint, ec2.VPCEndpoint, {
    metadata: part(endpoint),
    spec: specOf(scope, service, {
      vpcIdSelector: own(),
      serviceName: serviceOf(scope, service),
      vpcEndpointType: 'Gateway',
    }),
  });
  for (const table of tablesOf(scope, ['private', 'isolated'])) {
    add(`${endpoint}-${table}`, ec2.VPCEndpointRouteTableAssociation, {
      spec: joined(scope, endpoint, { routeTableIdSelector: own(`routes-${table}`) }),
    });
  }
}

/** Whoever is in the network may talk TLS to the endpoints. */
function addSecurityGroup(scope: NetworkScope): void {
  const { xr, add } = scope;
  add('endpoint-security-group', ec2.SecurityGroup, {
    metadata: part('endpoint-security-group'),
    spec: specOf(scope, 'endpoints', {
      vpcIdSelector: own(),
      description: 'TLS from within the network to endpoints of AWS services',
    }),
  });
  add('endpoint-ingress', ec2.SecurityGroupIngressRule, {
    spec: specOf(scope, 'endpoints', {
      securityGroupIdSelector: own('endpoint-security-group'),
      cidrIpv4: xr.spec.cidr,
      ipProtocol: 'tcp',
      fromPort: 443,
      toPort: 443,
    }),
  });
}

function addInterfaceEndpoint(scope: NetworkScope, service: string): void {
  const { add, zones } = scope;
  const endpoint = nameOf(service);
  add(endpoint, ec2.VPCEndpoint, {
    metadata: part(endpoint),
    spec: specOf(scope, service, {
      vpcIdSelector: own(),
      serviceName: serviceOf(scope, service),
      vpcEndpointType: 'Interface',
      privateDnsEnabled: true,
    }),
  });
  add(`${endpoint}-security-group`, ec2.VPCEndpointSecurityGroupAssociation, {
    spec: joined(scope, endpoint, {
      securityGroupIdSelector: own('endpoint-security-group'),
      replaceDefaultAssociation: true,
    }),
  });
  for (const { id } of zones) {
    add(`${endpoint}-${id}`, ec2.VPCEndpointSubnetAssociation, {
      spec: joined(scope, endpoint, { subnetIdSelector: own(`private-${id}`) }),
    });
  }
}

function joined(scope: NetworkScope, endpoint: string, to: object) {
  const { region } = scope.props;
  return { ...partOf(scope), forProvider: { region, vpcEndpointIdSelector: own(endpoint), ...to } };
}

function nameOf(service: string): string {
  return `endpoint-${service.replaceAll('.', '-')}`;
}

/** `com.amazonaws.eu-west-1.s3`; in China, `cn.com.amazonaws.cn-north-1.ecr.api` but for gateways. */
function serviceOf({ props: { region, partition } }: NetworkScope, service: string): string {
  const isGateway = service === 's3' || service === 'dynamodb';
  return `${partition === 'aws-cn' && !isGateway ? 'cn.' : ''}com.amazonaws.${region}.${service}`;
}
