import { Chart, Testing, type App } from 'cdk8s';
import {
  Bucket,
  ClusterVending,
  EksCluster,
  EncryptionKey,
  Network,
  PostgresInstance,
} from '../../../constructs/aws';

function unused(): App {
  return Testing.app({ outdir: 'unused' });
}

/** What a platform's artifact holds. */
export function platform(app = unused()): Chart {
  const chart = new Chart(app, 'platform');
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

/** What a hub's platform artifact holds, to make clusters. */
export function fleet(app = unused()): Chart {
  const chart = new Chart(app, 'fleet');
  const region = 'eu-west-1';
  Network.definition(chart);
  Network.composition(chart, 'network', {
    environment: 'production',
    region,
    zones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
    interfaceEndpoints: ['ecr.api'],
    gatewayEndpoints: ['s3', 'dynamodb'],
  });
  EksCluster.definition(chart);
  EksCluster.composition(chart, 'eks', {
    region,
    administrators: ['arn:aws:iam::111122223333:role/platform'],
    oidcProvider: true,
    publicAccessCidrs: ['192.0.2.0/24'],
  });
  ClusterVending.definition(chart);
  ClusterVending.composition(chart, 'vending', {
    region,
    argocd: { roleArns: ['arn:aws:iam::111122223333:role/argocd'] },
  });
  return chart;
}

/** What a team's artifact holds. */
export function team(app = unused()): Chart {
  const chart = new Chart(app, 'shop', { namespace: 'shop' });
  new PostgresInstance(chart, 'orders', { spec: { environment: 'production', size: 'large' } });
  new Bucket(chart, 'receipts', { spec: { environment: 'staging' } });
  new EncryptionKey(chart, 'payments', { spec: { environment: 'production' } });
  return chart;
}
