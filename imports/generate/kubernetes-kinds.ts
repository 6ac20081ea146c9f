import type { Scale } from './schema';

/** Kinds of Kubernetes' own groups that have no namespace; OpenAPI definitions do not say so. */
export const clusterScoped: ReadonlySet<string> = new Set([
  'APIService',
  'CSIDriver',
  'CSINode',
  'CertificateSigningRequest',
  'ClusterCIDR',
  'ClusterRole',
  'ClusterRoleBinding',
  'ClusterTrustBundle',
  'ComponentStatus',
  'CustomResourceDefinition',
  'DeviceClass',
  'DeviceTaintRule',
  'FlowSchema',
  'IPAddress',
  'IngressClass',
  'MutatingAdmissionPolicy',
  'MutatingAdmissionPolicyBinding',
  'MutatingWebhookConfiguration',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PriorityClass',
  'PriorityLevelConfiguration',
  'ResourceClass',
  'ResourcePoolStatusRequest',
  'ResourceSlice',
  'RuntimeClass',
  'SelfSubjectAccessReview',
  'SelfSubjectReview',
  'SelfSubjectRulesReview',
  'ServiceCIDR',
  'StorageClass',
  'StorageVersion',
  'StorageVersionMigration',
  'SubjectAccessReview',
  'TokenReview',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  'VolumeAttachment',
  'VolumeAttributesClass',
]);

const SCALE: Scale = { specReplicasPath: '.spec.replicas', statusReplicasPath: '.status.replicas' };

/** Kubernetes' own kinds with a scale subresource. */
export const scales: ReadonlyMap<string, Scale> = new Map([
  ['v1/ReplicationController', SCALE],
  ['apps/v1/Deployment', SCALE],
  ['apps/v1/ReplicaSet', SCALE],
  ['apps/v1/StatefulSet', SCALE],
]);

/** The resource name of a kind: `networkpolicies`, `ingresses`, `endpoints`. */
export function pluralOf(kind: string): string {
  const name = kind.toLowerCase();
  if (name === 'endpoints') return name;
  if (/(?:s|x|ch|sh)$/.test(name)) return `${name}es`;
  return /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;
}
