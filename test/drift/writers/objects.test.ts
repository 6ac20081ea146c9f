import { aggregatedClusterRole } from '../../../lib/drift/writers/aggregated-cluster-role';
import { awsLoadBalancer } from '../../../lib/drift/writers/aws-load-balancer';
import { externalSecretTarget } from '../../../lib/drift/writers/external-secret-target';
import { job } from '../../../lib/drift/writers/job';
import { kueue } from '../../../lib/drift/writers/kueue';
import { leaderElection } from '../../../lib/drift/writers/leader-election';
import { namespace } from '../../../lib/drift/writers/namespace';
import { objectMetadata } from '../../../lib/drift/writers/object-metadata';
import { persistentVolumeClaim } from '../../../lib/drift/writers/persistent-volume-claim';
import { restarts } from '../../../lib/drift/writers/restarts';
import { secretMakers } from '../../../lib/drift/writers/secret-makers';
import { service } from '../../../lib/drift/writers/service';
import { serviceAccount } from '../../../lib/drift/writers/service-account';
import { writerCases } from '../support/writer-cases';

const object = (kind: string, rest: string, metadata = 'name: x') => {
  const slash = kind.lastIndexOf('/');
  return `{ apiVersion: ${kind.slice(0, slash)}, kind: ${kind.slice(slash + 1)}, metadata: { ${metadata} }, ${rest} }`;
};
const all = (...documents: string[]) => documents.join('\n---\n');

const roles = (rest: string) => object('rbac.authorization.k8s.io/v1/ClusterRole', rest);

writerCases(aggregatedClusterRole, [
  {
    title: 'writes the rules of a role that aggregates, over an empty list too',
    given: roles('aggregationRule: {}, rules: []'),
    over: ['rbac.authorization.k8s.io/ClusterRole/x/rules omit'],
    twin: roles('aggregationRule: {}'),
  },
  { title: 'leaves other roles alone', given: roles('rules: [{}]'), over: [] },
]);

const TYPE = 'service.beta.kubernetes.io/aws-load-balancer-type: external';
const balanced = (spec: string) =>
  object('v1/Service', `spec: ${spec}`, `name: x, annotations: { ${TYPE} }`);

writerCases(awsLoadBalancer, [
  {
    title: 'adds a class that no apply takes away',
    given: balanced('{ type: LoadBalancer }'),
    over: [],
  },
]);

const LOCAL = 'type: LoadBalancer, externalTrafficPolicy: Local';

writerCases(service, [
  {
    title: 'gets what the cloud made of it',
    given: object(
      'v1/Service',
      'spec: {}',
      "name: x, annotations: { cloud.google.com/neg-status: '{}' }",
    ),
    over: ['Service/x/metadata/annotations/cloud.google.com~1neg-status omit'],
    twin: object('v1/Service', 'spec: { clusterIP: None, ports: [{ port: 1, nodePort: 30000 }] }'),
  },
  {
    title: 'gets addresses where Git has empty ones',
    strategy: 'clientSide',
    given: object('v1/Service', 'spec: { clusterIP: "", clusterIPs: [], ports: [{ port: 1 }] }'),
    over: ['Service/x/spec/clusterIP omit', 'Service/x/spec/clusterIPs omit'],
    twin: object('v1/Service', 'spec: { ports: [{ port: 1 }] }'),
  },
  ...['NodePort', 'LoadBalancer'].map((type) => ({
    title: `gets ports of nodes where Git has 0, as ${type}`,
    strategy: 'clientSide' as const,
    given: object('v1/Service', `spec: { type: ${type}, ports: [{ port: 1, nodePort: 0 }] }`),
    over: ['Service/x/spec/ports/0/nodePort omit'],
    twin: object('v1/Service', `spec: { type: ${type}, ports: [{ port: 1 }] }`),
  })),
  {
    title: 'gets a port for health checks where Git has 0',
    strategy: 'clientSide',
    given: object('v1/Service', `spec: { ${LOCAL}, healthCheckNodePort: 0 }`),
    over: ['Service/x/spec/healthCheckNodePort omit'],
    twin: object('v1/Service', `spec: { ${LOCAL} }`),
  },
  ...[
    ['a chosen address', '{ clusterIP: 10.0.0.7, clusterIPs: [10.0.0.7] }'],
    ['a name elsewhere', '{ type: ExternalName, clusterIP: "", clusterIPs: [] }'],
    ['0 without ports of nodes', '{ type: ClusterIP, ports: [{ port: 1, nodePort: 0 }] }'],
    [
      '0 where no port is to be given',
      '{ type: LoadBalancer, allocateLoadBalancerNodePorts: false, ports: [{ port: 1, nodePort: 0 }] }',
    ],
    ['no checks of one node', '{ type: LoadBalancer, healthCheckNodePort: 0 }'],
    [
      'chosen ports',
      `{ ${LOCAL}, healthCheckNodePort: 31000, ports: [{ port: 1, nodePort: 30000 }] }`,
    ],
  ].map(([title, spec]) => ({
    title: `keeps what Git says: ${title}`,
    strategy: 'clientSide' as const,
    given: object('v1/Service', `spec: ${spec}`),
    over: [],
  })),
  {
    title: 'leaves empty addresses alone under server-side apply, which keeps its own',
    given: object('v1/Service', 'spec: { clusterIP: "" }'),
    over: [],
  },
]);

const secret = (rest: string, name = 'x') => object('v1/Secret', rest, `name: ${name}`);
const external = (spec: string) => object('external-secrets.io/v1/ExternalSecret', `spec: ${spec}`);

writerCases(externalSecretTarget, [
  {
    title: 'makes its Secret, named as itself',
    given: all(external('{}'), secret('data: {}')),
    over: ['Secret/x remove'],
    twin: all(external('{ target: { name: y } }'), secret('data: {}')),
  },
  {
    title: 'merges its keys into a Secret of Git',
    given: all(
      external(
        '{ target: { creationPolicy: Merge }, data: [{ secretKey: a }, { secretKey: b.c }] }',
      ),
      secret('data: { a: eA==, own: eA== }, stringData: { b.c: x }'),
    ),
    over: ['Secret/x/data/a ignore', 'Secret/x/stringData/b.c ignore .data["b.c"]'],
    twin: all(
      external('{ target: { creationPolicy: Merge }, data: [{ secretKey: a }] }'),
      secret('data: { own: eA== }'),
    ),
  },
  {
    title: 'may merge any key that it finds in its store',
    given: all(
      external(
        '{ target: { creationPolicy: CreateOrMerge }, dataFrom: [{ extract: { key: k } }] }',
      ),
      secret('data: { own: eA== }'),
    ),
    over: ['Secret/x/data/own ignore'],
  },
]);

writerCases(secretMakers, [
  {
    title: 'make the Secrets of Certificates and SealedSecrets',
    given: all(
      object('cert-manager.io/v1/Certificate', 'spec: { secretName: tls }'),
      secret('data: {}', 'tls'),
      object('bitnami.com/v1alpha1/SealedSecret', 'spec: {}'),
      secret('data: {}'),
    ),
    over: ['Secret/tls remove', 'Secret/x remove'],
    twin: object('cert-manager.io/v1/Certificate', 'spec: {}'),
  },
]);

writerCases(job, [
  {
    title: 'gets a selector and labels of its uid',
    given: object(
      'batch/v1/Job',
      'spec: { selector: {}, template: { metadata: { labels: { controller-uid: a, app: b } } } }',
    ),
    over: [
      'batch/Job/x/spec/selector omit',
      'batch/Job/x/spec/template/metadata/labels/controller-uid omit',
    ],
    twin: object('batch/v1/Job', 'spec: { manualSelector: true, selector: {}, template: {} }'),
  },
]);

const QUEUE = 'name: x, labels: { kueue.x-k8s.io/queue-name: q }';

writerCases(kueue, [
  {
    title: 'starts and stops the jobs of its queues',
    given: all(
      object('batch/v1/Job', 'spec: { suspend: true }', QUEUE),
      object('kubeflow.org/v1/PyTorchJob', 'spec: { runPolicy: { suspend: true } }', QUEUE),
    ),
    over: [
      'batch/Job/x/spec/suspend ignore',
      'kubeflow.org/PyTorchJob/x/spec/runPolicy/suspend ignore',
    ],
    twin: all(
      object('batch/v1/Job', 'spec: {}', QUEUE),
      object('batch/v1/Job', 'spec: { suspend: true }'),
    ),
  },
]);

writerCases(leaderElection, [
  {
    title: 'writes the leader, and objects that nobody declares',
    given: all(
      object(
        'v1/ConfigMap',
        'data: {}',
        "name: x, annotations: { control-plane.alpha.kubernetes.io/leader: '{}' }",
      ),
      object('coordination.k8s.io/v1/Lease', 'spec: {}'),
    ),
    over: [
      'ConfigMap/x/metadata/annotations/control-plane.alpha.kubernetes.io~1leader omit',
      'coordination.k8s.io/Lease/x remove',
    ],
    twin: object('v1/ConfigMap', 'data: {}'),
  },
]);

const application = object(
  'argoproj.io/v1alpha1/Application',
  'spec: { destination: { namespace: x }, syncPolicy: { syncOptions: [CreateNamespace=true], managedNamespaceMetadata: { labels: { team: a, b: c } } } }',
);

writerCases(namespace, [
  {
    title: 'has one owner of each label',
    given: all(application, object('v1/Namespace', 'spec: {}', 'name: x, labels: { team: b }')),
    over: ['Namespace/x/metadata/labels/team omit'],
    twin: all(
      application,
      object('v1/Namespace', 'spec: {}', 'name: x, labels: { team: a, d: e }'),
    ),
  },
]);

writerCases(objectMetadata, [
  {
    title: 'comes from the server',
    given: object(
      'apps/v1/Deployment',
      'status: {}',
      "name: x, uid: a, resourceVersion: '1', creationTimestamp: null, annotations: { deployment.kubernetes.io/revision: '2' }",
    ),
    over: [
      'apps/Deployment/x/metadata/uid omit',
      'apps/Deployment/x/metadata/resourceVersion omit',
      'apps/Deployment/x/metadata/annotations/deployment.kubernetes.io~1revision omit',
    ],
    twin: object('apps/v1/Deployment', 'status: {}'),
  },
]);

const claim = (annotations: string) =>
  object(
    'v1/PersistentVolumeClaim',
    'spec: { volumeName: v, resources: { requests: { storage: 1Gi } } }',
    `name: x, annotations: ${annotations}`,
  );

writerCases(persistentVolumeClaim, [
  {
    title: 'grows where it is told to',
    given: claim('{ resize.topolvm.io/storage_limit: 10Gi }'),
    over: ['PersistentVolumeClaim/x/spec/resources/requests/storage ignore'],
    twin: claim('{}'),
  },
]);

const workload = (annotations: string, env: string) =>
  object(
    'apps/v1/Deployment',
    `spec: { template: { metadata: { annotations: ${annotations} }, spec: { containers: [{ name: a, env: ${env} }] } } }`,
  );

writerCases(restarts, [
  {
    title: 'write annotations and variables into the template',
    given: workload(
      '{ kubectl.kubernetes.io/restartedAt: a, reloader.stakater.com/last-reloaded-from: b, c: d }',
      '[{ name: A }, { name: STAKATER_WEB_CONFIGMAP, value: x }]',
    ),
    over: [
      'apps/Deployment/x/spec/template/metadata/annotations/kubectl.kubernetes.io~1restartedAt omit',
      'apps/Deployment/x/spec/template/metadata/annotations/reloader.stakater.com~1last-reloaded-from omit',
      'apps/Deployment/x/spec/template/spec/containers/0/env/1 omit',
    ],
    twin: workload('{ c: d }', '[{ name: A }]'),
  },
]);

const account = object('v1/ServiceAccount', 'imagePullSecrets: [{ name: a }]');
const openShift = object('route.openshift.io/v1/Route', 'spec: {}');

writerCases(serviceAccount, [
  {
    title: 'gets pull secrets on OpenShift',
    given: all(account, openShift),
    over: ['ServiceAccount/x/imagePullSecrets ignore'],
    twin: account,
  },
]);
