import { Chart, Testing } from 'cdk8s';
import { Bucket, EncryptionKey, PostgresInstance } from '../../../constructs/aws';

/** What a platform's artifact holds. */
export function platform(): Chart {
  const chart = new Chart(Testing.app({ outdir: 'unused' }), 'platform');
  PostgresInstance.definition(chart);
  PostgresInstance.composition(chart, 'postgres', {
    region: 'eu-west-1',
    subnets: { subnetIds: ['subnet-a', 'subnet-b'] },
    securityGroups: { vpcSecurityGroupIds: ['sg-db'] },
    secretStore: { kind: 'ClusterSecretStore', name: 'aws' },
    backupWindow: '03:00-04:00',
    maintenanceWindow: 'sun:04:30-sun:05:30',
    tags: { team: 'platform' },
  });
  Bucket.definition(chart);
  Bucket.composition(chart, 'bucket', { region: 'eu-west-1', accessLogs: { bucket: 'acme-logs' } });
  EncryptionKey.definition(chart);
  EncryptionKey.composition(chart, 'encryption-key', {
    region: 'eu-west-1',
    aliasPrefix: 'eu-1/',
    replicaRegions: ['eu-central-1'],
    policy: {
      accountId: '111122223333',
      administrators: ['arn:aws:iam::111122223333:role/security'],
      users: ['arn:aws:iam::111122223333:role/payments'],
      services: ['logs.eu-west-1.amazonaws.com', 'sns.amazonaws.com'],
    },
  });
  return chart;
}

/** What a team's artifact holds. */
export function team(): Chart {
  const chart = new Chart(Testing.app({ outdir: 'unused' }), 'shop', { namespace: 'shop' });
  new PostgresInstance(chart, 'orders', { spec: { environment: 'production', size: 'large' } });
  new Bucket(chart, 'receipts', { spec: { environment: 'staging' } });
  new EncryptionKey(chart, 'payments', { spec: { environment: 'production' } });
  return chart;
}
