import { imagePullPolicy } from './image';
import { fieldOf, isList, isMap, withField, type Json, type JsonMap } from './value';

/** A value, or what it is in this struct; `undefined` leaves the field out. */
export type Default = Json | ((owner: JsonMap) => Json | undefined);

/**
 * What the API server of Kubernetes 1.36 fills in where a field is missing, by Go struct. Argo CD
 * fills in the same before it compares.
 *
 * @see https://github.com/kubernetes/kubernetes/tree/v1.36.1/pkg/apis
 */
export const DEFAULTS: Readonly<Record<string, Readonly<Record<string, Default>>>> = {
  DeploymentSpec: {
    replicas: 1,
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
    strategy: {},
  },
  DeploymentStrategy: {
    type: 'RollingUpdate',
    rollingUpdate: (strategy) => (isRolling(strategy) ? {} : undefined),
  },
  RollingUpdateDeployment: { maxUnavailable: '25%', maxSurge: '25%' },
  DaemonSetSpec: { revisionHistoryLimit: 10, updateStrategy: {} },
  DaemonSetUpdateStrategy: {
    type: 'RollingUpdate',
    rollingUpdate: (strategy) => (isRolling(strategy) ? {} : undefined),
  },
  RollingUpdateDaemonSet: { maxUnavailable: 1, maxSurge: 0 },
  StatefulSetSpec: {
    podManagementPolicy: 'OrderedReady',
    persistentVolumeClaimRetentionPolicy: {},
    replicas: 1,
    revisionHistoryLimit: 10,
    updateStrategy: {},
  },
  StatefulSetPersistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
  StatefulSetUpdateStrategy: {
    // Only where the type is missing too: a stated RollingUpdate may go without its settings.
    rollingUpdate: (strategy) => (fieldOf(strategy, 'type') ? undefined : {}),
    type: 'RollingUpdate',
  },
  RollingUpdateStatefulSetStrategy: { partition: 0 },
  ReplicaSetSpec: { replicas: 1 },
  ReplicationControllerSpec: { replicas: 1 },
  JobSpec: {
    completions: (spec) => (isMissing(spec, 'parallelism') ? 1 : undefined),
    parallelism: 1,
    backoffLimit: (spec) => (isMissing(spec, 'backoffLimitPerIndex') ? 6 : 2147483647),
    completionMode: 'NonIndexed',
    suspend: false,
    manualSelector: false,
    podReplacementPolicy: (spec) =>
      isMissing(spec, 'podFailurePolicy') ? 'TerminatingOrFailed' : 'Failed',
  },
  PodFailurePolicyOnPodConditionsPattern: { status: 'True' },
  CronJobSpec: {
    concurrencyPolicy: 'Allow',
    suspend: false,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 1,
  },
  PodSpec: {
    dnsPolicy: 'ClusterFirst',
    restartPolicy: 'Always',
    securityContext: {},
    terminationGracePeriodSeconds: 30,
    schedulerName: 'default-scheduler',
  },
  Container: {
    imagePullPolicy: (container) => imagePullPolicy(fieldOf(container, 'image')),
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
  },
  EphemeralContainer: {
    imagePullPolicy: (container) => imagePullPolicy(fieldOf(container, 'image')),
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
  },
  ContainerPort: { protocol: 'TCP' },
  Probe: { timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 },
  HTTPGetAction: { path: '/', scheme: 'HTTP' },
  GRPCAction: { service: '' },
  ObjectFieldSelector: { apiVersion: 'v1' },
  Volume: {
    emptyDir: (volume) =>
      Object.keys(volume).some((key) => key !== 'name' && volume[key] !== null) ? undefined : {},
  },
  ImageVolumeSource: { pullPolicy: (source) => imagePullPolicy(fieldOf(source, 'reference')) },
  SecretVolumeSource: { defaultMode: 420 },
  ConfigMapVolumeSource: { defaultMode: 420 },
  DownwardAPIVolumeSource: { defaultMode: 420 },
  ProjectedVolumeSource: { defaultMode: 420 },
  ServiceAccountTokenProjection: { expirationSeconds: 3600 },
  HostPathVolumeSource: { type: '' },
  ISCSIVolumeSource: { iscsiInterface: 'default' },
  ISCSIPersistentVolumeSource: { iscsiInterface: 'default' },
  RBDVolumeSource: { pool: 'rbd', user: 'admin', keyring: '/etc/ceph/keyring' },
  RBDPersistentVolumeSource: { pool: 'rbd', user: 'admin', keyring: '/etc/ceph/keyring' },
  AzureDiskVolumeSource: {
    cachingMode: 'ReadWrite',
    kind: 'Shared',
    fsType: 'ext4',
    readOnly: false,
  },
  ScaleIOVolumeSource: { storageMode: 'ThinProvisioned', fsType: 'xfs' },
  ScaleIOPersistentVolumeSource: { storageMode: 'ThinProvisioned', fsType: 'xfs' },
  PersistentVolumeClaim: { status: (claim) => pending(claim) },
  PersistentVolumeClaimSpec: { volumeMode: 'Filesystem' },
  PersistentVolume: { status: (volume) => pending(volume) },
  PersistentVolumeSpec: { persistentVolumeReclaimPolicy: 'Retain', volumeMode: 'Filesystem' },
  Secret: { type: 'Opaque' },
  ServiceSpec: {
    sessionAffinity: 'None',
    sessionAffinityConfig: (spec) =>
      fieldOf(spec, 'sessionAffinity') === 'ClientIP'
        ? { clientIP: { timeoutSeconds: 10800 } }
        : undefined,
    type: 'ClusterIP',
    externalTrafficPolicy: (spec) =>
      isExternal(spec) || (fieldOf(spec, 'type') === 'ClusterIP' && hasItems(spec, 'externalIPs'))
        ? 'Cluster'
        : undefined,
    internalTrafficPolicy: (spec) =>
      isExternal(spec) || fieldOf(spec, 'type') === 'ClusterIP' ? 'Cluster' : undefined,
    allocateLoadBalancerNodePorts: (spec) =>
      fieldOf(spec, 'type') === 'LoadBalancer' ? true : undefined,
  },
  ServicePort: {
    protocol: 'TCP',
    targetPort: (port) => fieldOf(port, 'port'),
  },
  MutatingWebhook: { ...webhookDefaults(), reinvocationPolicy: 'Never' },
  ValidatingWebhook: webhookDefaults(),
  RuleWithOperations: { scope: '*' },
  ServiceReference: { port: 443 },
  NetworkPolicyPort: { protocol: 'TCP' },
  NetworkPolicySpec: {
    policyTypes: (spec) => (hasItems(spec, 'egress') ? ['Ingress', 'Egress'] : ['Ingress']),
  },
  IngressClassParametersReference: { scope: 'Cluster' },
  RoleRef: { apiGroup: 'rbac.authorization.k8s.io' },
  Subject: {
    apiGroup: (subject) =>
      ['User', 'Group'].includes(String(fieldOf(subject, 'kind')))
        ? 'rbac.authorization.k8s.io'
        : undefined,
  },
  StorageClass: { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' },
  PriorityClass: { preemptionPolicy: 'PreemptLowerPriority' },
  V1HorizontalPodAutoscalerSpec: { minReplicas: 1 },
  HorizontalPodAutoscalerSpec: {
    minReplicas: 1,
    metrics: [
      {
        type: 'Resource',
        resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
      },
    ],
  },
};

function webhookDefaults() {
  return {
    failurePolicy: 'Fail',
    matchPolicy: 'Equivalent',
    namespaceSelector: {},
    objectSelector: {},
    timeoutSeconds: 10,
  };
}

function isRolling(strategy: JsonMap): boolean {
  return fieldOf(strategy, 'type') === 'RollingUpdate';
}

function isExternal(spec: JsonMap): boolean {
  return ['NodePort', 'LoadBalancer'].includes(String(fieldOf(spec, 'type')));
}

function isMissing(owner: JsonMap, key: string): boolean {
  return (fieldOf(owner, key) ?? null) === null;
}

function hasItems(owner: JsonMap, key: string): boolean {
  const list = fieldOf(owner, key);
  return isList(list) && list.length > 0;
}

function pending(owner: JsonMap): Json {
  const status = fieldOf(owner, 'status');
  return withField(isMap(status) ? status : {}, 'phase', 'Pending');
}
