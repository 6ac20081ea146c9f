import type { ObjectKey } from '../core';
import type { FieldChange } from './types';

/** Fields that the API server refuses to change once the object exists. */
interface Frozen {
  readonly group: string;
  readonly kind: string;
  readonly pointers: readonly string[];
  /** Those below `pointers` that may change all the same. */
  readonly except?: readonly string[];
}

const rbac = 'rbac.authorization.k8s.io';

/** From the validation of each kind in Kubernetes and Crossplane; `/a/*` is any one token. */
const FROZEN: readonly Frozen[] = [
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
  { group: '', kind: 'Service', pointers: ['/spec/clusterIP', '/spec/clusterIPs'] },
  {
    group: '',
    kind: 'PersistentVolumeClaim',
    pointers: ['/spec'],
    except: ['/spec/resources', '/spec/volumeAttributesClassName'],
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
  { group: rbac, kind: 'RoleBinding', pointers: ['/roleRef'] },
  { group: rbac, kind: 'ClusterRoleBinding', pointers: ['/roleRef'] },
  {
    group: 'storage.k8s.io',
    kind: 'StorageClass',
    pointers: ['/provisioner', '/parameters', '/reclaimPolicy', '/volumeBindingMode'],
  },
  { group: 'scheduling.k8s.io', kind: 'PriorityClass', pointers: ['/value', '/preemptionPolicy'] },
  { group: 'node.k8s.io', kind: 'RuntimeClass', pointers: ['/handler'] },
  { group: 'networking.k8s.io', kind: 'IngressClass', pointers: ['/spec/controller'] },
  { group: 'argoproj.io', kind: 'Rollout', pointers: ['/spec/selector'] },
  {
    group: 'apiextensions.k8s.io',
    kind: 'CustomResourceDefinition',
    pointers: ['/spec/group', '/spec/scope'],
  },
  {
    group: 'apiextensions.crossplane.io',
    kind: 'CompositeResourceDefinition',
    pointers: ['/spec/group', '/spec/names', '/spec/scope'],
  },
];

const CONTENT = ['/data', '/stringData', '/binaryData', '/immutable'];

/** The changes among `fields` that the API server will refuse. */
export function frozenChanges(
  object: ObjectKey,
  fields: readonly FieldChange[],
  isMarkedImmutable: boolean,
): FieldChange[] {
  const frozen = FROZEN.filter(({ group, kind }) => group === object.group && kind === object.kind);
  const marked =
    isMarkedImmutable && object.group === '' && ['ConfigMap', 'Secret'].includes(object.kind)
      ? [{ pointers: CONTENT, except: undefined }]
      : [];
  return fields.filter((field) =>
    [...frozen, ...marked].some(
      ({ pointers, except = [] }) =>
        pointers.some((one) => touches(field.pointer, one)) &&
        !except.some((one) => isWithin(field.pointer, one)),
    ),
  );
}

/** Whether a change at `pointer` is one of, or around, the field. */
function touches(pointer: string, field: string): boolean {
  return isWithin(pointer, field) || field.startsWith(`${pointer}/`);
}

function isWithin(pointer: string, parent: string): boolean {
  const [tokens, wanted] = [pointer.split('/'), parent.split('/')];
  return wanted.every(
    (token, i) => token === tokens[i] || (token === '*' && tokens[i] !== undefined),
  );
}
