import type { Construct } from 'constructs';
import { Usage } from '../../../imports/crossplane-protection';
import { Composition, lasting } from '../../crossplane';
import { eksCluster } from '../eks/schema';
import { network } from '../network/schema';
import { checkRoleArns } from '../check-settings';
import { checkClusterLabel, drainStep } from './drain';
import { addAccess, addSecret, secretName, type VendingScope } from './registration';
import { clusterVending } from './schema';
import { NETWORK_COMPOSITIONS, type ClusterVendingCompositionProps } from './settings';

/** Composes a network, a cluster in it, Argo CD's access to it and the Secret that registers it. */
export function composeVending(
  scope: Construct,
  id: string,
  props: ClusterVendingCompositionProps & { readonly name: string },
) {
  const { namespace = 'fleet-system', clusterComposition = 'eks-cluster', argocd } = props;
  checkRoleArns('argocd.roleArns', argocd.roleArns);
  checkClusterLabel(argocd);
  return new Composition(scope, id, {
    metadata: { name: props.name },
    composite: clusterVending.v1alpha1,
    last: [drainStep(props.argocd)],
    compose(xr, add) {
      const all: VendingScope = { xr, add, props, namespace };
      const { environment, deletionProtection } = xr.spec;
      const { name } = xr.metadata;
      const compositions = { ...NETWORK_COMPOSITIONS, ...props.networkCompositions };
      add('network', network.v1alpha1, {
        metadata: { name, namespace },
        spec: {
          environment,
          cidr: xr.spec.cidr,
          deletionProtection,
          crossplane: { compositionRef: { name: environment.map(compositions) } },
        },
      });
      const cluster = add('cluster', eksCluster.v1alpha1, {
        metadata: { name, namespace },
        spec: {
          environment,
          version: xr.spec.version,
          size: xr.spec.size,
          network: name,
          deletionProtection,
          onExternalDeletion: xr.spec.onExternalDeletion,
          crossplane: { compositionRef: { name: clusterComposition } },
        },
      });
      const { role, policy } = addAccess(all);
      const secret = addSecret(all, [cluster, policy]);
      addOrderOfDeletion(all);
      return {
        // What the Secret says must not change because something is not observed for a while.
        status: lasting(xr.status, {
          clusterName: cluster.status.clusterName,
          endpoint: cluster.status.endpoint,
          caData: cluster.status.caData,
          version: cluster.status.version,
          argocdRoleArn: role.status.atProvider.arn,
          accessGrantedAt: policy.status.atProvider.associatedAt,
          secret: secret.metadata.name,
        }),
      };
    },
  });
}

/**
 * When the XR goes, everything would be deleted at once. The Secret goes first, so that nothing is
 * deployed to a cluster that is going, then the cluster, then the network that its parts are in.
 */
function addOrderOfDeletion({ xr, add, props, namespace }: VendingScope): void {
  const { name } = xr.metadata;
  const cluster = { apiVersion: eksCluster.v1alpha1.GVK.apiVersion, kind: 'EksCluster' };
  add(
    'cluster-while-registered',
    Usage,
    {
      metadata: { namespace: props.argocd.namespace ?? 'argocd' },
      spec: {
        of: { ...cluster, resourceRef: { name, namespace } },
        by: { apiVersion: 'v1', kind: 'Secret', resourceRef: { name: secretName(xr) } },
        replayDeletion: true,
      },
    },
    { readiness: 'none' },
  );
  add(
    'network-while-inhabited',
    Usage,
    {
      metadata: { namespace },
      spec: {
        of: {
          apiVersion: network.v1alpha1.GVK.apiVersion,
          kind: 'Network',
          resourceRef: { name },
        },
        by: { ...cluster, resourceRef: { name } },
        replayDeletion: true,
      },
    },
    { readiness: 'none' },
  );
}
