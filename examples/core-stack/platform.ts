import { Chart } from 'cdk8s';
import { Bucket, ClusterSecretStore, PostgresInstance } from 'cdk8s-gitops';
import type { Construct } from 'constructs';

export const regions = ['eu-central-1', 'eu-west-1', 'us-east-1', 'us-west-2'] as const;
export type Region = (typeof regions)[number];

/** The namespace that the services run in, and the only one that may read their secrets. */
export const NAMESPACE = 'core-system';
/** Name of the cluster's secret store. */
export const STORE = { kind: 'ClusterSecretStore', name: 'aws' } as const;

/** What every cluster of a region needs before a service can run on it. */
export function platform(scope: Construct, region: Region): void {
  const secrets = new Chart(scope, 'secrets');
  ClusterSecretStore.awsSecretsManager(secrets, STORE.name, { region, namespaces: [NAMESPACE] });

  const databases = new Chart(scope, 'databases');
  PostgresInstance.definition(databases);
  PostgresInstance.composition(databases, 'postgres', {
    region,
    secretStore: STORE,
    subnets: { subnetIdSelector: { matchLabels: { access: 'private' } } },
    securityGroups: { vpcSecurityGroupIdSelector: { matchLabels: { access: 'database' } } },
  });

  const buckets = new Chart(scope, 'buckets');
  Bucket.definition(buckets);
  Bucket.composition(buckets, 'bucket', { region, namePrefix: 'kaval' });
}
