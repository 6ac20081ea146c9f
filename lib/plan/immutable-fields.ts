/** Fields that the API server refuses to change once the object exists. */
export interface Frozen {
  readonly group: string;
  readonly kind: string;
  readonly pointers: readonly string[];
  /** Those below `pointers` that may change all the same. */
  readonly except?: readonly string[];
  /** Whether leaving the field out leaves it as it is: the API server fills it in. Default no. */
  readonly keepsUnset?: true;
  /** Whether Argo CD, applying client-side, deletes the object and makes it again. Default no. */
  readonly reconciled?: true;
  /** How the change can be made all the same. Default by another name, or by force. */
  readonly way?: string;
}

const BY_HAND =
  'to go on: delete it with --cascade=orphan just before the sync; its pods and claims stay, and the new one takes them over';

const rbac = 'rbac.authorization.k8s.io';

/** From the validation of each kind in Kubernetes and Crossplane; `/a/*` is any one token. */
export const FROZEN: readonly Frozen[] = [
  { group: 'apps', kind: 'Deployment', pointers: ['/spec/selector'] },
  { group: 'apps', kind: 'DaemonSet', pointers: ['/spec/selector'] },
  { group: 'apps', kind: 'ReplicaSet', pointers: ['/spec/selector'] },
  {
    group: 'apps',
    kind: 'StatefulSet',
    pointers: ['/spec'],
    except: [
      '/spec/replicas',
      '/spec/ordinals',
      '/spec/template',
      '/spec/updateStrategy',
      '/spec/revisionHistoryLimit',
      '/spec/persistentVolumeClaimRetentionPolicy',
      '/spec/minReadySeconds',
    ],
    way: BY_HAND,
  },
  {
    group: 'batch',
    kind: 'Job',
    pointers: [
      '/spec/selector',
      '/spec/template',
      '/spec/completions',
      '/spec/completionMode',
      '/spec/podFailurePolicy',
      '/spec/backoffLimitPerIndex',
      '/spec/managedBy',
      '/spec/successPolicy',
    ],
  },
  {
    group: '',
    kind: 'Service',
    pointers: ['/spec/clusterIP', '/spec/clusterIPs', '/spec/loadBalancerClass'],
    keepsUnset: true,
  },
  {
    group: '',
    kind: 'PersistentVolumeClaim',
    pointers: ['/spec'],
    except: ['/spec/resources', '/spec/volumeAttributesClassName'],
    keepsUnset: true,
    way: 'to go on: make a claim of another name, and copy the data',
  },
  {
    group: '',
    kind: 'PersistentVolume',
    pointers: ['/spec'],
    except: [
      '/spec/accessModes',
      '/spec/capacity',
      '/spec/claimRef',
      '/spec/mountOptions',
      '/spec/persistentVolumeReclaimPolicy',
      '/spec/storageClassName',
      '/spec/volumeAttributesClassName',
    ],
    keepsUnset: true,
  },
  {
    group: '',
    kind: 'Pod',
    pointers: ['/spec'],
    except: [
      '/spec/containers/*/image',
      '/spec/initContainers/*/image',
      '/spec/activeDeadlineSeconds',
      '/spec/terminationGracePeriodSeconds',
      '/spec/tolerations',
      '/spec/schedulingGates',
    ],
  },
  { group: '', kind: 'Secret', pointers: ['/type'] },
  { group: rbac, kind: 'RoleBinding', pointers: ['/roleRef'], reconciled: true },
  { group: rbac, kind: 'ClusterRoleBinding', pointers: ['/roleRef'], reconciled: true },
  {
    group: 'storage.k8s.io',
    kind: 'StorageClass',
    pointers: ['/provisioner', '/parameters', '/reclaimPolicy', '/volumeBindingMode'],
  },
  { group: 'scheduling.k8s.io', kind: 'PriorityClass', pointers: ['/value', '/preemptionPolicy'] },
  { group: 'node.k8s.io', kind: 'RuntimeClass', pointers: ['/handler'] },
  { group: 'networking.k8s.io', kind: 'IngressClass', pointers: ['/spec/controller'] },
  {
    group: 'storage.k8s.io',
    kind: 'VolumeAttributesClass',
    pointers: ['/driverName', '/parameters'],
  },
  {
    group: 'storage.k8s.io',
    kind: 'CSIDriver',
    pointers: ['/spec/attachRequired', '/spec/volumeLifecycleModes'],
  },
  { group: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', pointers: ['/spec/source'] },
  { group: 'discovery.k8s.io', kind: 'EndpointSlice', pointers: ['/addressType'] },
  { group: 'gateway.networking.k8s.io', kind: 'GatewayClass', pointers: ['/spec/controllerName'] },
  { group: 'argoproj.io', kind: 'Rollout', pointers: ['/spec/selector'] },
  {
    group: 'apiextensions.k8s.io',
    kind: 'CustomResourceDefinition',
    pointers: ['/spec/group', '/spec/scope', '/spec/names/plural', '/spec/names/kind'],
  },
  {
    group: 'apiextensions.crossplane.io',
    kind: 'CompositeResourceDefinition',
    pointers: ['/spec/group', '/spec/names', '/spec/scope'],
  },
  {
    group: 'apiextensions.crossplane.io',
    kind: 'Composition',
    pointers: ['/spec/compositeTypeRef'],
  },
];
