import { groupOf, type Manifest } from '../core';
import type { Namespacing } from './compare-objects';

/** Whether a kind is namespaced; `undefined` where nothing tells. */
export type ScopeOf = (apiVersion: string, kind: string) => 'Namespaced' | 'Cluster' | undefined;

const CLUSTER_KINDS = new Set([
  '/Namespace',
  '/Node',
  '/PersistentVolume',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'storage.k8s.io/StorageClass',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'apiregistration.k8s.io/APIService',
  'scheduling.k8s.io/PriorityClass',
  'apiextensions.crossplane.io/CompositeResourceDefinition',
  'apiextensions.crossplane.io/Composition',
]);

/** Puts objects without a namespace where Argo CD puts them: into the destination's. */
export function namespacing(destination: string, scopeOf?: ScopeOf): Namespacing {
  return (manifest) => {
    const { namespace } = manifest.metadata;
    if (isClusterWide(manifest, scopeOf)) return undefined;
    return namespace ?? (destination === '' ? undefined : destination);
  };
}

function isClusterWide(manifest: Manifest, scopeOf?: ScopeOf): boolean {
  const scope = scopeOf?.(manifest.apiVersion, manifest.kind);
  if (scope !== undefined) return scope === 'Cluster';
  return CLUSTER_KINDS.has(`${groupOf(manifest)}/${manifest.kind}`);
}
