import {
  Bucket,
  EksCluster,
  EncryptionKey,
  Network,
  PostgresInstance,
} from '../../../constructs/aws';
import type { Manifest } from '../../../lib/core';
import type { Shipped } from './stages';

/** A kind of XR in no special circumstances, and what AWS tells of it in the end. */
export interface Case {
  readonly kind: string;
  readonly shipped: Shipped;
  readonly spec: object;
  readonly provides: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const region = 'eu-west-1';
const ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1';
const role = (name: string) => ({ atProvider: { arn: `arn:aws:iam::111122223333:role/${name}` } });

export const CASES: readonly Case[] = [
  {
    kind: 'PostgresInstance',
    shipped: {
      definition: (scope) => PostgresInstance.definition(scope),
      composition: (scope) =>
        PostgresInstance.composition(scope, 'x', {
          region,
          subnets: { subnetIds: ['subnet-a', 'subnet-b'] },
          securityGroups: { vpcSecurityGroupIds: ['sg-db'] },
          secretStore: { kind: 'ClusterSecretStore', name: 'aws' },
        }),
    },
    spec: {},
    provides: {
      key: { atProvider: { arn: ARN } },
      instance: {
        atProvider: {
          resourceId: 'db-ABC',
          address: 'pg.rds.amazonaws.com',
          port: 5432,
          masterUserSecret: [{ secretArn: 'arn:aws:secretsmanager:eu-west-1:1:secret:rds!1' }],
        },
      },
    },
  },
  {
    kind: 'Bucket',
    shipped: {
      definition: (scope) => Bucket.definition(scope),
      composition: (scope) =>
        Bucket.composition(scope, 'x', { region, accessLogs: { bucket: 'logs' } }),
    },
    spec: {},
    provides: {
      key: { atProvider: { arn: ARN } },
      bucket: { atProvider: { id: 'bucket-1', arn: 'arn:aws:s3:::bucket-1' } },
    },
  },
  {
    kind: 'EncryptionKey',
    shipped: {
      definition: (scope) => EncryptionKey.definition(scope),
      composition: (scope) =>
        EncryptionKey.composition(scope, 'x', { region, replicaRegions: ['eu-central-1'] }),
    },
    spec: {},
    provides: {
      key: { atProvider: { arn: ARN, keyId: '1' } },
      alias: { atProvider: { id: 'alias/shop/orders' } },
      'replica-eu-central-1': { atProvider: { arn: `${ARN}-replica` } },
    },
  },
  {
    kind: 'Network',
    shipped: {
      definition: (scope) => Network.definition(scope),
      composition: (scope) =>
        Network.composition(scope, 'x', {
          environment: 'production',
          region,
          zones: ['eu-west-1a', 'eu-west-1b'],
          interfaceEndpoints: ['ecr.api'],
        }),
    },
    spec: { cidr: '10.12.0.0/16' },
    provides: {
      vpc: { atProvider: { id: 'vpc-1' } },
      'internet-gateway': { atProvider: { id: 'igw-1' } },
      'nat-a': { atProvider: { publicIp: '192.0.2.1' } },
      'nat-b': { atProvider: { publicIp: '192.0.2.2' } },
    },
  },
  {
    kind: 'EksCluster',
    shipped: {
      definition: (scope) => EksCluster.definition(scope),
      composition: (scope) =>
        EksCluster.composition(scope, 'x', {
          region,
          administrators: ['arn:aws:iam::111122223333:role/platform'],
          nodeGroups: { default: {}, spot: { capacityType: 'SPOT' } },
          oidcProvider: true,
        }),
    },
    spec: { version: '1.34', network: 'core' },
    provides: {
      key: { arn: ARN },
      cluster: {
        atProvider: {
          id: 'orders',
          arn: 'arn:aws:eks:eu-west-1:111122223333:cluster/orders',
          endpoint: 'https://ABC.gr7.eu-west-1.eks.amazonaws.com',
          certificateAuthority: [{ data: 'Q0E=' }],
          version: '1.34',
          status: 'ACTIVE',
          identity: [{ oidc: [{ issuer: 'https://oidc.eks.eu-west-1.amazonaws.com/id/ABC' }] }],
          vpcConfig: { clusterSecurityGroupId: 'sg-1' },
        },
      },
      'vpc-cni-role': role('vpc-cni'),
      'ebs-csi-role': role('ebs-csi'),
      'template-default': { atProvider: { id: 'lt-1', latestVersion: 1 } },
      'template-spot': { atProvider: { id: 'lt-2', latestVersion: 2 } },
      'nodes-default': { atProvider: { status: 'ACTIVE' } },
      'nodes-spot': { atProvider: { status: 'ACTIVE' } },
    },
  },
];

/** An XR for production. */
export function xrOf(kind: string, spec: object): Manifest {
  return {
    apiVersion: 'aws.cdk8s-gitops.dev/v1alpha1',
    kind,
    metadata: { name: 'orders', namespace: 'shop', uid: 'f70ef0ce-2b73-5b7b-a497-0ba62f7c6f04' },
    spec: { environment: 'production', ...spec },
  };
}
