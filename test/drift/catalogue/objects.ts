import type { Manifest } from '../../../lib/core';
import { all, ALL, NEVER, object, workload, type RowCase } from './row-case';

const CLIENT = ['clientSide'] as const;
const service = (spec: string, metadata = '') =>
  object('v1/Service', `spec: { selector: { app: x }, ${spec} }`, metadata);
const PORTS = 'ports: [{ port: 80 }]';
const BALANCED = `type: LoadBalancer, externalTrafficPolicy: Local, ${PORTS}`;

const address = (
  path: string,
  field: string,
  wrote: unknown,
  fights: RowCase['fights'] = CLIENT,
): RowCase => ({
  writer: 'service',
  path,
  git: service(`${PORTS}, ${field}`),
  wrote: { '/spec/clusterIP': '10.0.0.1', '/spec/clusterIPs': ['10.0.0.1'], [path]: wrote },
  fights,
});

const IP = '/spec/clusterIP';
const NLB = 'annotations: { service.beta.kubernetes.io/aws-load-balancer-type: external }';

/** The webhook of the AWS controller, when a Service is created: later the field cannot change. */
function balancer(given: Manifest): Manifest {
  return {
    ...given,
    spec: { loadBalancerClass: 'service.k8s.aws/nlb', ...(given['spec'] as object) },
  };
}

const claim = (spec: string, metadata = '') =>
  object('v1/PersistentVolumeClaim', `spec: { ${spec} }`, metadata);
const roles = (rules: string) =>
  object(
    'rbac.authorization.k8s.io/v1/ClusterRole',
    `aggregationRule: { clusterRoleSelectors: [] }${rules}`,
  );
const job = (more: string, labels = '') =>
  object(
    'batch/v1/Job',
    `spec: { ${more}template: { metadata: { labels: { app: x${labels} } }, spec: { restartPolicy: Never, containers: [{ name: a, image: a }] } } }`,
  );

const annotated = (
  writer: string,
  kind: string,
  name: string,
  path = `/metadata/annotations/${name.replaceAll('/', '~1')}`,
): RowCase => ({
  writer,
  path,
  git: object(kind, kind.endsWith('Map') ? '' : 'spec: {}', `annotations: { ${name}: old }`),
  wrote: { [path]: 'new' },
  fights: ALL,
});

const restarted = (name: string): RowCase => ({
  writer: 'restarts',
  path: `/spec/template/metadata/annotations/${name.replaceAll('/', '~1')}`,
  git: object(
    'apps/v1/Deployment',
    `spec: { selector: { matchLabels: { app: x } }, template: { metadata: { labels: { app: x }, annotations: { ${name}: old } }, spec: { containers: [{ name: a, image: a }] } } }`,
  ),
  wrote: { [`/spec/template/metadata/annotations/${name.replaceAll('/', '~1')}`]: 'new' },
  fights: ALL,
});

const metadata = (
  name: string,
  git: string,
  wrote: unknown,
  fights: RowCase['fights'],
): RowCase => ({
  writer: 'object-metadata',
  path: `/metadata/${name}`,
  git: object('v1/ConfigMap', 'data: { a: b }', `${name}: ${git}`),
  wrote: { [`/metadata/${name}`]: wrote },
  fights,
});

export const objects: readonly RowCase[] = [
  metadata('generation', '1', 5, ['clientSide', 'serverSideApply']),
  metadata('managedFields', '[{ manager: a, operation: Apply }]', [], ALL),
  metadata('resourceVersion', "'1'", '5', ALL),
  metadata('selfLink', '/a', undefined, ['clientSide', 'serverSideApply']),
  metadata('uid', 'a', 'b', ALL),
  metadata('creationTimestamp', "'2020-01-01T00:00:00Z'", '2021-01-01T00:00:00Z', NEVER),
  metadata('creationTimestamp', 'null', '2021-01-01T00:00:00Z', NEVER),
  annotated('object-metadata', 'apps/v1/Deployment', 'deployment.kubernetes.io/revision'),
  {
    writer: 'object-metadata',
    path: '/status',
    git: object('v1/Namespace', 'status: { phase: Terminating }'),
    wrote: { '/status/phase': 'Active' },
    fights: NEVER,
  },
  {
    writer: 'service',
    path: '/spec/ipFamilies',
    git: service(PORTS),
    wrote: {
      '/spec/ipFamilies': ['IPv4'],
      '/spec/ipFamilyPolicy': 'SingleStack',
      '/spec/internalTrafficPolicy': 'Cluster',
      '/spec/clusterIP': '10.0.0.1',
      '/spec/clusterIPs': ['10.0.0.1'],
    },
    fights: NEVER,
  },
  {
    writer: 'service',
    path: '/spec/allocateLoadBalancerNodePorts',
    git: service(`type: LoadBalancer, ${PORTS}`),
    wrote: { '/spec/allocateLoadBalancerNodePorts': true },
    fights: NEVER,
  },
  ...['""', 'null'].map((text) => address(IP, `clusterIP: ${text}`, '10.0.0.1')),
  {
    ...address('/spec/clusterIPs', 'clusterIPs: []', ['10.0.0.1']),
    row: 'a value that you choose',
  },
  {
    ...address('/spec/clusterIPs', "clusterIPs: ['']", ['10.0.0.1'], ALL),
    row: 'refused',
  },
  ...['0', 'null'].map((port): RowCase => ({
    writer: 'service',
    path: '.spec.ports[]?.nodePort',
    git: service(`type: NodePort, ports: [{ port: 80, nodePort: ${port} }]`),
    wrote: { '/spec/ports/0/nodePort': 30080 },
    fights: CLIENT,
  })),
  {
    writer: 'service',
    path: '/spec/healthCheckNodePort',
    git: service(`${BALANCED}, healthCheckNodePort: 0`),
    wrote: { '/spec/healthCheckNodePort': 30081 },
    fights: CLIENT,
  },
  annotated('service', 'v1/Service', 'cloud.google.com/neg-status'),
  annotated('service', 'networking.k8s.io/v1/Ingress', 'ingress.kubernetes.io/backends'),
  {
    writer: 'aws-load-balancer',
    path: '/spec/loadBalancerClass',
    git: service(`type: LoadBalancer, ${PORTS}`, NLB),
    wrote: { '/spec/loadBalancerClass': 'service.k8s.aws/nlb' },
    fights: NEVER,
    cluster: { webhooks: balancer },
  },
  {
    writer: 'persistent-volume-claim',
    path: '/spec/resources/requests/storage',
    git: claim(
      'resources: { requests: { storage: 1Gi } }',
      'annotations: { resize.topolvm.io/storage_limit: 9Gi }',
    ),
    wrote: { '/spec/resources/requests/storage': '5Gi' },
    fights: ALL,
  },
  ...['volumeName', 'storageClassName'].map((name): RowCase => ({
    writer: 'persistent-volume-claim',
    path: `/spec/${name}`,
    git: claim('resources: { requests: { storage: 1Gi } }'),
    wrote: { [`/spec/${name}`]: 'a' },
    fights: NEVER,
  })),
  {
    writer: 'service-account',
    path: '/imagePullSecrets',
    git: all(
      object('v1/ServiceAccount', 'imagePullSecrets: [{ name: own }]'),
      object('route.openshift.io/v1/Route'),
    ),
    wrote: { '/imagePullSecrets/1': { name: 'x-dockercfg' } },
    fights: ALL,
  },
  {
    writer: 'service-account',
    path: '/secrets',
    git: object('v1/ServiceAccount'),
    wrote: { '/secrets': [{ name: 'x-token' }] },
    fights: NEVER,
  },
  {
    writer: 'namespace',
    path: '/metadata/labels/<key>, /metadata/annotations/<key>',
    git: all(
      object('v1/Namespace', '', 'labels: { a: git }'),
      object(
        'argoproj.io/v1alpha1/Application',
        'spec: { destination: { namespace: x }, syncPolicy: { syncOptions: [CreateNamespace=true], managedNamespaceMetadata: { labels: { a: managed } } } }',
      ),
    ),
    at: 'Namespace',
    wrote: { '/metadata/labels/a': 'managed' },
    fights: ALL,
  },
  {
    writer: 'namespace',
    path: '/metadata/labels/kubernetes.io~1metadata.name',
    git: object('v1/Namespace', '', 'labels: { a: b }'),
    wrote: { '/metadata/labels/kubernetes.io~1metadata.name': 'x', '/metadata/labels/psa': 'a' },
    fights: NEVER,
  },
  {
    writer: 'namespace',
    path: '/metadata/labels',
    git: object('v1/Namespace', '', 'labels: {}'),
    wrote: { '/metadata/labels/pod-security.kubernetes.io~1enforce': 'baseline' },
    fights: CLIENT,
  },
  {
    writer: 'aggregated-cluster-role',
    path: '/rules',
    git: roles(', rules: []'),
    wrote: { '/rules': [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] },
    fights: ALL,
  },
  {
    writer: 'aggregated-cluster-role',
    path: '/rules',
    git: roles(', rules: [{ apiGroups: [a], resources: [b], verbs: [c] }]'),
    wrote: { '/rules': [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }] },
    fights: ALL,
  },
  {
    writer: 'job',
    path: '/spec/selector',
    git: job('selector: { matchLabels: { controller-uid: old } }, '),
    wrote: { '/spec/selector': { matchLabels: { 'batch.kubernetes.io/controller-uid': 'new' } } },
    fights: ALL,
  },
  ...['controller-uid', 'batch.kubernetes.io/controller-uid'].map((label): RowCase => {
    const path = `/spec/template/metadata/labels/${label.replaceAll('/', '~1')}`;
    return {
      writer: 'job',
      path,
      git: job('', `, ${label}: old`),
      wrote: { [path]: 'new' },
      fights: ALL,
    };
  }),
  {
    writer: 'kueue',
    path: '/spec/suspend',
    git: job('suspend: true, ').replace(
      'name: x',
      'name: x, labels: { kueue.x-k8s.io/queue-name: a }',
    ),
    wrote: { '/spec/suspend': false },
    fights: ALL,
  },
  {
    writer: 'kueue',
    path: '/spec/runPolicy/suspend',
    git: object(
      'kubeflow.org/v1/PyTorchJob',
      'spec: { runPolicy: { suspend: true } }',
      'labels: { kueue.x-k8s.io/queue-name: a }',
    ),
    wrote: { '/spec/runPolicy/suspend': false },
    fights: ALL,
  },
  ...['kubectl.kubernetes.io/restartedAt', 'reloader.stakater.com/last-reloaded-from'].map(
    restarted,
  ),
  {
    writer: 'restarts',
    path: '.spec.template.spec.containers[]?.env[]? | select(.name | startswith("STAKATER_"))',
    git: workload(),
    wrote: { '/spec/template/spec/containers/0/env': [{ name: 'STAKATER_X', value: 'a' }] },
    fights: NEVER,
  },
  {
    writer: 'restarts',
    path: '/spec/template/metadata/annotations',
    git: object(
      'apps/v1/Deployment',
      'spec: { selector: { matchLabels: { app: x } }, template: { metadata: { labels: { app: x }, annotations: {} }, spec: { containers: [{ name: a, image: a }] } } }',
    ),
    wrote: { '/spec/template/metadata/annotations/kubectl.kubernetes.io~1restartedAt': 'now' },
    fights: CLIENT,
  },
  annotated('leader-election', 'v1/ConfigMap', 'control-plane.alpha.kubernetes.io/leader'),
  {
    writer: 'leader-election',
    path: '',
    git: object('coordination.k8s.io/v1/Lease', 'spec: { holderIdentity: a }'),
    wrote: { '/spec/holderIdentity': 'b' },
    fights: ALL,
  },
];
