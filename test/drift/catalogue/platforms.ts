import type { Manifest } from '../../../lib/core';
import { all, ALL, NEVER, object, workload, type RowCase } from './row-case';

const policy = (mutate: string) =>
  object(
    'kyverno.io/v1/ClusterPolicy',
    `spec: { rules: [{ name: r, match: { any: [{ resources: { kinds: [Deployment] } }] }, mutate: ${mutate} }] }`,
  );
const TEAM = 'patchStrategicMerge: { metadata: { labels: { team: b } } }';
const labelled = workload('', 'labels: { team: a }');

/** What the policy does to everything that is applied. */
function webhook(object: Manifest): Manifest {
  const { metadata } = object;
  return { ...object, metadata: { ...metadata, labels: { ...metadata.labels, team: 'b' } } };
}

const secret = (data: string) => object('v1/Secret', `type: Opaque, data: ${data}`);
const external = (policy: string) =>
  object(
    'external-secrets.io/v1/ExternalSecret',
    `spec: { target: { name: x, creationPolicy: ${policy} }, data: [{ secretKey: a, remoteRef: { key: b } }] }`,
  );

const INSTANCE = 'rds.aws.upbound.io/v1beta1/Instance';
const XRD = object(
  'apiextensions.crossplane.io/v1/CompositeResourceDefinition',
  'spec: { group: acme.io, names: { kind: XDb }, claimNames: { kind: Db } }',
);
const composite = (kind: string, path: string, git: string, wrote: unknown): RowCase => {
  const fields = path.split('/').slice(2);
  const spec = fields.reduceRight((inner, field) => `{ ${field}: ${inner} }`, git);
  return {
    writer: 'crossplane-composite',
    path,
    git: all(object(`acme.io/v1/${kind}`, `spec: ${spec}`), XRD),
    wrote: { [path]: wrote },
    fights: ALL,
  };
};

const app = (spec: string, metadata = '') =>
  object(
    'argoproj.io/v1alpha1/Application',
    `spec: { project: p, destination: {}, ${spec} }`,
    metadata,
  );
const UPDATED = 'annotations: { argocd-image-updater.argoproj.io/image-list: web=web }';

export const platforms: readonly RowCase[] = [
  {
    writer: 'kyverno',
    path: 'what its patches write',
    row: 'what the policy matches',
    git: all(labelled, policy(`{ ${TEAM} }`)),
    wrote: { '/metadata/labels/team': 'b' },
    fights: ['clientSide', 'serverSideApply'],
    cluster: { webhooks: webhook },
  },
  {
    writer: 'kyverno',
    path: 'what its patches write',
    row: 'the targets of the policy',
    git: all(
      labelled,
      policy(`{ targets: [{ apiVersion: apps/v1, kind: Deployment, name: x }], ${TEAM} }`),
    ),
    wrote: { '/metadata/labels/team': 'b' },
    fights: ALL,
  },
  {
    writer: 'external-secret-target',
    path: '',
    git: all(secret('{ a: Cg== }'), external('Owner')),
    wrote: { '/data/a': 'QQ==' },
    fights: ALL,
  },
  {
    writer: 'external-secret-target',
    path: '/data/<key>',
    git: all(secret('{ a: Cg==, b: Qg== }'), external('Merge')),
    wrote: { '/data/a': 'QQ==' },
    fights: ALL,
  },
  {
    writer: 'secret-makers',
    path: '',
    row: 'cert-manager.io/Certificate',
    git: all(
      secret('{ tls.crt: Cg== }'),
      object('cert-manager.io/v1/Certificate', 'spec: { secretName: x }'),
    ),
    wrote: { '/data/tls.crt': 'QQ==' },
    fights: ALL,
  },
  {
    writer: 'secret-makers',
    path: '',
    row: 'bitnami.com/SealedSecret',
    git: all(secret('{ a: Cg== }'), object('bitnami.com/v1alpha1/SealedSecret', 'spec: {}')),
    wrote: { '/data/a': 'QQ==' },
    fights: ALL,
  },
  // Late initialization leaves a list alone that Git writes; what it adds is beside it.
  {
    writer: 'crossplane-managed',
    path: '.spec.forProvider.<list>[]?.<field>',
    git: object(INSTANCE, 'spec: { forProvider: { region: eu, vpcSecurityGroupIds: [a] } }'),
    wrote: { '/spec/forProvider/allowMajorVersionUpgrade': true },
    fights: NEVER,
  },
  ...['pending', 'succeeded', 'failed'].map((state): RowCase => ({
    writer: 'crossplane-managed',
    path: `/metadata/annotations/crossplane.io~1external-create-${state}`,
    git: object(
      INSTANCE,
      'spec: { forProvider: { region: eu } }',
      `annotations: { crossplane.io/external-create-${state}: old }`,
    ),
    wrote: { [`/metadata/annotations/crossplane.io~1external-create-${state}`]: 'new' },
    fights: ALL,
  })),
  {
    writer: 'crossplane-managed',
    path: '/spec/forProvider',
    git: object(INSTANCE, 'spec: { forProvider: { region: eu } }'),
    wrote: {
      '/spec/forProvider/allocatedStorage': 20,
      '/metadata/annotations/crossplane.io~1external-name': 'db',
    },
    fights: NEVER,
  },
  composite('XDb', '/spec/crossplane/resourceRefs', '[{ name: a }]', [{ name: 'b' }]),
  composite('XDb', '/spec/resourceRefs', '[{ name: a }]', [{ name: 'b' }]),
  composite('XDb', '/spec/claimRef', '{ name: a }', { name: 'b' }),
  composite('Db', '/spec/resourceRef', '{ name: a }', { name: 'b' }),
  composite('XDb', '/spec/compositionRevisionRef', '{ name: a }', { name: 'b' }),
  composite('XDb', '/spec/crossplane/compositionRevisionRef', '{ name: a }', { name: 'b' }),
  {
    writer: 'crossplane-packages',
    path: '/spec/state',
    git: object(
      'apiextensions.crossplane.io/v1alpha1/ManagedResourceDefinition',
      'spec: { state: Inactive }',
    ),
    wrote: { '/spec/state': 'Active' },
    fights: ALL,
  },
  {
    writer: 'crossplane-packages',
    path: '',
    git: object(
      'pkg.crossplane.io/v1/ProviderRevision',
      'spec: { desiredState: Active, image: a, revision: 1 }',
    ),
    wrote: { '/spec/revision': 2 },
    fights: ALL,
  },
  // The ApplicationSet controller compares and keeps as Argo CD does with these rules: both leave out
  // of each side what is ignored, and take it over from the live one by a JSON merge patch.
  {
    writer: 'application-set',
    path: '/spec',
    git: app('source: { repoURL: a, targetRevision: v1 }'),
    wrote: { '/spec/source/targetRevision': 'v2' },
    fights: ALL,
    rules: [
      { group: 'argoproj.io', kind: 'Application', jsonPointers: ['/spec/source/targetRevision'] },
    ],
  },
  ...(
    [
      ['/spec/source/helm/parameters', 'source: { helm: { parameters: [{ name: a, value: b }] } }'],
      ['/spec/source/kustomize/images', 'source: { kustomize: { images: [a] } }'],
      [
        '.spec.sources[]?.helm.parameters',
        'sources: [{ helm: { parameters: [{ name: a, value: b }] } }]',
      ],
      ['.spec.sources[]?.kustomize.images', 'sources: [{ kustomize: { images: [a] } }]'],
    ] as const
  ).map(([path, spec]): RowCase => {
    const at = path.startsWith('/') ? path : path.replace('[]?', '/0').replaceAll('.', '/');
    const value = path.endsWith('images') ? ['b'] : [{ name: 'a', value: 'c' }];
    return {
      writer: 'image-updater',
      path,
      git: app(spec, UPDATED),
      wrote: { [at]: value },
      fights: ALL,
    };
  }),
  {
    writer: 'image-updater',
    path: '/spec/ignoreApplicationDifferences',
    git: all(
      app('source: { helm: { parameters: [{ name: a, value: b }] } }'),
      object('argoproj.io/v1alpha1/ApplicationSet', 'spec: {}'),
    ),
    wrote: { '/spec/source/helm/parameters': [{ name: 'a', value: 'c' }] },
    fights: ALL,
    rules: [
      {
        group: 'argoproj.io',
        kind: 'Application',
        jqPathExpressions: ['.spec.source.helm.parameters', '.spec.source.kustomize.images'],
      },
    ],
  },
  {
    writer: 'app-of-apps',
    path: '/operation',
    git: object(
      'argoproj.io/v1alpha1/Application',
      'spec: { project: p }, operation: { sync: { revision: a } }',
    ),
    wrote: { '/operation': undefined },
    fights: ALL,
  },
  ...['refresh', 'hydrate'].map((name): RowCase => ({
    writer: 'app-of-apps',
    path: `/metadata/annotations/argocd.argoproj.io~1${name}`,
    git: app('source: {}', `annotations: { argocd.argoproj.io/${name}: normal }`),
    wrote: { [`/metadata/annotations/argocd.argoproj.io~1${name}`]: undefined },
    fights: ALL,
  })),
  {
    writer: 'app-of-apps',
    path: '/spec/syncPolicy/automated',
    git: app('source: {}, syncPolicy: { automated: { selfHeal: true } }'),
    wrote: { '/spec/syncPolicy/automated': undefined },
    fights: ALL,
    rules: [
      { group: 'argoproj.io', kind: 'Application', jsonPointers: ['/spec/syncPolicy/automated'] },
    ],
  },
];
