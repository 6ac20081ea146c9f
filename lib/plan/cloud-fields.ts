import type { ObjectKey } from '../core';
import { quantityOf } from './quantity';
import type { FieldChange } from './types';

/**
 * Fields of a cloud resource that only a new one can have. By kind of provider-aws, below
 * `/spec/forProvider`; from the arguments that force a replacement in the Terraform provider under it.
 */
const REPLACING: Readonly<Record<string, readonly string[]>> = {
  'rds.aws.upbound.io/Instance': [
    'availabilityZone',
    'characterSetName',
    'dbName',
    'engine',
    'kmsKeyId',
    'snapshotIdentifier',
    'storageEncrypted',
    'timezone',
    'username',
  ],
  'rds.aws.upbound.io/Cluster': [
    'availabilityZones',
    'databaseName',
    'dbSubnetGroupName',
    'engine',
    'kmsKeyId',
    'masterUsername',
    'snapshotIdentifier',
    'storageEncrypted',
  ],
  'dynamodb.aws.upbound.io/Table': ['hashKey', 'localSecondaryIndex', 'rangeKey'],
  'ec2.aws.upbound.io/SecurityGroup': ['description', 'name', 'vpcId'],
  'ec2.aws.upbound.io/Subnet': ['availabilityZone', 'cidrBlock', 'vpcId'],
  'ec2.aws.upbound.io/VPC': ['cidrBlock'],
  'efs.aws.upbound.io/FileSystem': ['creationToken', 'encrypted', 'kmsKeyId', 'performanceMode'],
  'elasticache.aws.upbound.io/ReplicationGroup': [
    'atRestEncryptionEnabled',
    'kmsKeyId',
    'port',
    'snapshotName',
    'subnetGroupName',
  ],
  'kms.aws.upbound.io/Key': ['customerMasterKeySpec', 'keyUsage', 'multiRegion'],
  's3.aws.upbound.io/Bucket': ['objectLockEnabled'],
  'sns.aws.upbound.io/Topic': ['fifoTopic'],
  'sqs.aws.upbound.io/Queue': ['fifoQueue'],
};

const FIELDS = '/spec/forProvider/';
const EXTERNAL_NAME = '/metadata/annotations/crossplane.io~1external-name';

/** Why a change of a managed resource does not come about; `undefined` where it does. */
export function cloudRefusal(
  { group, kind }: ObjectKey,
  { pointer, before, after }: FieldChange,
): string | undefined {
  if (!/\.(?:upbound|crossplane)\.io$/.test(group)) return undefined;
  if (pointer === EXTERNAL_NAME) return 'names another cloud resource: the old one is left alone';
  if (!pointer.startsWith(FIELDS) || before === undefined) return undefined;
  const [field = ''] = pointer.slice(FIELDS.length).split('/');
  // Namespaced kinds have `.m.` in their group.
  const known = `${group.replace('.m.', '.')}/${kind}`;
  if (field === 'region' || REPLACING[known]?.includes(field)) return 'needs a new cloud resource';
  if (known === 'rds.aws.upbound.io/Instance' && field === 'allocatedStorage') {
    const [old, now] = [quantityOf(before), quantityOf(after)];
    if (old !== undefined && now !== undefined && now < old) return 'cannot shrink';
  }
  return undefined;
}
