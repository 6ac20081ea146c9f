import { ApiObject, Chart } from 'cdk8s';
import { ClusterVending, EksCluster, EncryptionKey, Network } from 'cdk8s-gitops';
import type { Construct } from 'constructs';

const region = 'eu-west-1';
/** What Argo CD's controllers run with, by Pod Identity. */
const ARGO_CD = 'arn:aws:iam::111122223333:role/argocd';
const PLATFORM_TEAM = 'arn:aws:iam::111122223333:role/platform-team';

/** What the hub's Crossplane needs to make clusters. */
export function controlPlane(scope: Construct): void {
  const namespaces = new Chart(scope, 'namespaces');
  // Where everything that a cluster is made of stands.
  new ApiObject(namespaces, 'fleet-system', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'fleet-system' },
  });

  const definitions = new Chart(scope, 'definitions');
  for (const kind of [EncryptionKey, Network, EksCluster, ClusterVending]) {
    kind.definition(definitions);
  }

  const compositions = new Chart(scope, 'compositions');
  EncryptionKey.composition(compositions, 'encryption-key', { region });
  Network.composition(compositions, 'network-production', {
    environment: 'production',
    region,
    zones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
  });
  EksCluster.composition(compositions, 'eks-cluster', {
    region,
    administrators: [PLATFORM_TEAM],
    stages: { production: { minNodes: 3, maxNodes: 24 } },
  });
  ClusterVending.composition(compositions, 'cluster-vending', {
    region,
    argocd: { roleArns: [ARGO_CD] },
  });
}
