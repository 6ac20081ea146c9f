import { findKind } from '../../../imports/schemas';
import { writers } from '../../../lib/drift';
import type { Row } from '../../../lib/drift/rows';
import { defaultCases } from './default-cases';
import { ALL, MERGED, NEVER, object, workload, type RowCase } from './row-case';

/** Writers all of whose rows are defaults of a CRD. */
const OF_CRDS = ['external-secrets-defaults', 'kyverno-defaults', 'gateway-api', 'cloud-native-pg'];

const claims = object(
  'apps/v1/StatefulSet',
  'spec: { serviceName: a, selector: { matchLabels: { app: x } }, template: { metadata: { labels: { app: x } }, spec: { containers: [{ name: a, image: a }] } }, volumeClaimTemplates: [{ metadata: { name: a }, spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } } }] }',
);
const CLAIM = '/spec/volumeClaimTemplates/0';
const typedClaims = claims.replace(
  'volumeClaimTemplates: [{ ',
  'volumeClaimTemplates: [{ apiVersion: v1, kind: PersistentVolumeClaim, ',
);
const stored = (
  path: string,
  at: string,
  value: unknown,
  fights: RowCase['fights'] = MERGED,
): RowCase => ({
  writer: 'stateful-set',
  path,
  git: fights === NEVER ? typedClaims : claims,
  wrote: { [`${CLAIM}${at}`]: value },
  fights,
});

const duration = (field: string): RowCase => ({
  writer: 'formats',
  path: `/spec/${field}`,
  git: object('cert-manager.io/v1/Certificate', `spec: { secretName: a, ${field}: 90m }`),
  wrote: { [`/spec/${field}`]: '1h30m0s' },
  fights: ALL,
});

const crd = (spec: string, metadata = '') =>
  object(
    'apiextensions.k8s.io/v1/CustomResourceDefinition',
    `spec: { group: a.b, scope: Cluster, names: { kind: C, plural: cs }, versions: []${spec} }`,
    metadata,
  );
const dropped = (path: string, git: string): RowCase => ({
  writer: 'custom-resource-definition',
  path,
  git,
  wrote: { [path]: undefined },
  fights: ALL,
});

const PODS =
  'spec: { template: { spec: { containers: [{ name: a, image: a, resources: { requests: { cpu';
const quantity = (cpu: string) => object('acme.io/v1/Runner', `${PODS}: ${cpu} } } }] } } }`);
const CPU = '/spec/template/spec/containers/0/resources/requests/cpu';

const pushed = (interval: string) =>
  object(
    'external-secrets.io/v1alpha1/PushSecret',
    `spec: { deletionPolicy: Delete, refreshInterval: ${interval} }`,
  );

export const defaults: readonly RowCase[] = [
  ...writers
    .filter(({ name }) => OF_CRDS.includes(name))
    .flatMap((writer) => defaultCases(writer, writer.fields as readonly Row[])),
  {
    writer: 'custom-resource-defaults',
    path: 'a default below a list',
    git: object(
      'kustomize.toolkit.fluxcd.io/v1/Kustomization',
      'spec: { postBuild: { substituteFrom: [{ kind: Secret, name: a }] } }',
    ),
    facts: { schemaOf: findKind },
    wrote: { '/spec/postBuild/substituteFrom/0/optional': false },
    fights: MERGED,
  },
  stored('.spec.volumeClaimTemplates[]?.apiVersion', '/apiVersion', 'v1'),
  stored('.spec.volumeClaimTemplates[]?.kind', '/kind', 'PersistentVolumeClaim'),
  stored('.spec.volumeClaimTemplates[]?.spec.volumeMode', '/spec/volumeMode', 'Filesystem', NEVER),
  stored('.spec.volumeClaimTemplates[]?.status', '/status', { phase: 'Pending' }, NEVER),
  duration('duration'),
  duration('renewBefore'),
  {
    writer: 'formats',
    path: '/spec/refreshInterval',
    git: pushed('1h'),
    wrote: { '/spec/refreshInterval': '1h0m0s' },
    fights: ALL,
    then: pushed('1h0m0s'),
  },
  {
    writer: 'formats',
    path: '.spec.template.spec.containers[]?.resources',
    git: quantity('1000m'),
    wrote: { [CPU]: '1' },
    fights: ALL,
    then: quantity("'1'"),
  },
  dropped('/spec/preserveUnknownFields', crd(', preserveUnknownFields: false')),
  { ...dropped('/metadata/annotations', crd('', 'annotations: {}')), wrote: {}, fights: NEVER },
  dropped('/metadata/labels', crd('', 'labels: {}')),
  {
    writer: 'custom-resource-definition',
    path: '/spec/conversion',
    git: crd(''),
    wrote: { '/spec/conversion': { strategy: 'None' } },
    fights: NEVER,
  },
  {
    writer: 'built-in-defaults',
    path: '.spec.template.spec.containers[]?.terminationMessagePath',
    git: workload(),
    wrote: {
      '/spec/template/spec/containers/0/terminationMessagePath': '/dev/termination-log',
      '/spec/template/spec/restartPolicy': 'Always',
    },
    fights: NEVER,
  },
  // A version that is converted when it is stored comes back with what the other one says.
  {
    writer: 'built-in-defaults',
    path: '/spec',
    row: 'every custom resource',
    git: object('acme.io/v1alpha1/Queue', 'spec: { size: large }'),
    wrote: { '/spec/size': undefined, '/spec/replicas': 9 },
    fights: ALL,
    then: object('acme.io/v1/Queue', 'spec: { replicas: 9 }'),
  },
  {
    writer: 'built-in-defaults',
    path: '/spec',
    row: 'every kind',
    git: workload('revisionHistoryLimit: 3, '),
    wrote: { '/spec/revisionHistoryLimit': 5 },
    fights: ['clientSide', 'serverSideApply'],
    cluster: {
      webhooks: (given) => ({
        ...given,
        spec: { ...(given['spec'] as object), revisionHistoryLimit: 5 },
      }),
    },
    rules: [{ group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/revisionHistoryLimit'] }],
  },
  {
    writer: 'built-in-defaults',
    path: '/data',
    git: object('v1/Secret', 'type: Opaque, data: { a: bmV3 }'),
    wrote: { '/data/a': 'b2xk' },
    fights: ALL,
    rules: [{ group: '', kind: 'Secret', jsonPointers: ['/data'] }],
  },
  {
    writer: 'built-in-defaults',
    path: '/spec',
    row: 'PodDisruptionBudget',
    git: object('policy/v1/PodDisruptionBudget', 'spec: { minAvailable: 1 }'),
    wrote: { '/metadata/uid': 'u' },
    fights: NEVER,
  },
  // Flux compares by a dry run, and leaves out what `driftDetection.ignore` names, as such a rule does.
  {
    writer: 'built-in-defaults',
    path: '/spec/replicas',
    git: workload('replicas: 2, '),
    wrote: { '/spec/replicas': 7 },
    fights: ALL,
    rules: [{ group: 'apps', kind: 'Deployment', jsonPointers: ['/spec/replicas'] }],
  },
];
