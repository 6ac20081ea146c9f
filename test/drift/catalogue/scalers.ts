import { all, ALL, NEVER, object, workload, type RowCase } from './row-case';

const REF = 'scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: x }';
const REPLICAS = { '/spec/replicas': 7 };
const scaled = (by: string) => all(workload('replicas: 2, '), by);

const scaler = (writer: string, by: string, row?: string): RowCase => ({
  writer,
  path: '/spec/replicas',
  ...(row !== undefined && { row }),
  git: scaled(by),
  wrote: REPLICAS,
  fights: ALL,
});

const hpa = (spec: string, metadata = '', version = 'v2') =>
  object(`autoscaling/${version}/HorizontalPodAutoscaler`, `spec: { ${spec} }`, metadata);

const custom = (
  path: string,
  apiVersion: string,
  kind: string,
  field: string,
  value: number,
): RowCase => ({
  writer: 'horizontal-pod-autoscaler',
  path,
  git: all(
    object(`${apiVersion}/${kind}`, `spec: { ${field}: 2 }`),
    hpa(`scaleTargetRef: { apiVersion: ${apiVersion}, kind: ${kind}, name: x }`),
  ),
  at: kind,
  wrote: { [path]: value },
  fights: ALL,
});

const metric = (name: string) =>
  `{ type: Resource, resource: { name: ${name}, target: { type: Utilization, averageUtilization: 80 } } }`;
const metricOf = (name: string) => ({
  type: 'Resource',
  resource: { name, target: { type: 'Utilization', averageUtilization: 80 } },
});

export const scalers: readonly RowCase[] = [
  scaler('horizontal-pod-autoscaler', hpa(`${REF}, maxReplicas: 9`)),
  custom('/spec/shards', 'monitoring.coreos.com/v1', 'Prometheus', 'shards', 7),
  custom('/spec/instances', 'postgresql.cnpg.io/v1', 'Cluster', 'instances', 7),
  {
    writer: 'autoscaler-versions',
    path: '/spec/metrics',
    git: hpa(
      `${REF}, maxReplicas: 9, metrics: [${metric('cpu')}, ${metric('memory')}]`,
      '',
      'v2beta2',
    ),
    wrote: { '/spec/metrics': [metricOf('memory'), metricOf('cpu')] },
    fights: ALL,
  },
  {
    writer: 'autoscaler-versions',
    path: '/spec/metrics',
    git: hpa(`${REF}, maxReplicas: 9, metrics: [${metric('cpu')}, ${metric('memory')}]`),
    facts: { targets: { kubernetes: '1.26' } },
    wrote: { '/spec/metrics': [metricOf('memory'), metricOf('cpu')] },
    fights: ALL,
  },
  ...['behavior', 'conditions', 'current-metrics', 'metrics'].map((name): RowCase => ({
    writer: 'autoscaler-versions',
    path: `/metadata/annotations/autoscaling.alpha.kubernetes.io~1${name}`,
    git: hpa(
      `${REF}, maxReplicas: 9`,
      `annotations: { autoscaling.alpha.kubernetes.io/${name}: old }`,
      'v1',
    ),
    wrote: { [`/metadata/annotations/autoscaling.alpha.kubernetes.io~1${name}`]: 'new' },
    fights: ALL,
  })),
  scaler(
    'scaled-object',
    object('keda.sh/v1alpha1/ScaledObject', 'spec: { scaleTargetRef: { name: x } }'),
  ),
  {
    writer: 'scaled-object',
    path: '',
    git: all(
      object(
        'keda.sh/v1alpha1/ScaledObject',
        'spec: { advanced: { horizontalPodAutoscalerConfig: { name: x } } }',
      ),
      hpa(`${REF}, maxReplicas: 9`),
    ),
    wrote: { '/spec/maxReplicas': 100 },
    fights: ALL,
  },
  {
    writer: 'scaled-object',
    path: '/spec',
    git: object('keda.sh/v1alpha1/ScaledJob', 'spec: { maxReplicaCount: 3 }'),
    wrote: { '/metadata/finalizers': ['finalizer.keda.sh'] },
    fights: NEVER,
  },
  // Tracked by label, the copy counts as an object of the Application that Git does not have; it is
  // pruned, not compared. What Git has is left alone.
  {
    writer: 'scaled-object',
    path: '/metadata/labels',
    git: hpa(`${REF}, maxReplicas: 9`, 'labels: { app.kubernetes.io/instance: core }'),
    wrote: { '/metadata/labels/app.kubernetes.io~1instance': 'shop' },
    fights: ALL,
    then: hpa(`${REF}, maxReplicas: 9`),
  },
  scaler(
    'http-scaled-object',
    object('http.keda.sh/v1alpha1/HTTPScaledObject', 'spec: { scaleTargetRef: { name: x } }'),
  ),
  {
    writer: 'http-scaled-object',
    path: '',
    git: all(
      object('http.keda.sh/v1alpha1/HTTPScaledObject', 'spec: { scaleTargetRef: { name: x } }'),
      object(
        'keda.sh/v1alpha1/ScaledObject',
        'spec: { scaleTargetRef: { name: x }, maxReplicaCount: 3 }',
      ),
    ),
    wrote: { '/spec/maxReplicaCount': 100 },
    fights: ALL,
  },
  ...(
    [
      ['autoscaling.gke.io/v1beta1/MultidimPodAutoscaler', 'scaleTargetRef'],
      ['datadoghq.com/v1alpha1/WatermarkPodAutoscaler', 'scaleTargetRef'],
      ['datadoghq.com/v1alpha2/DatadogPodAutoscaler', 'targetRef'],
      ['autoscaling.crane.io/v1alpha1/EffectiveHorizontalPodAutoscaler', 'scaleTargetRef'],
    ] as const
  ).map(([kind, field]) =>
    scaler(
      'other-autoscalers',
      object(kind, `spec: { ${field}: { apiVersion: apps/v1, kind: Deployment, name: x } }`),
      kind.split('/').at(-1) ?? '',
    ),
  ),
  {
    writer: 'vertical-pod-autoscaler',
    path: '.spec.containers[]?.resources',
    git: workload(),
    wrote: { '/metadata/annotations/deployment.kubernetes.io~1revision': '3' },
    fights: NEVER,
  },
  ...(['containers', 'initContainers'] as const).flatMap((list) =>
    (['requests', 'limits'] as const).map((what): RowCase => {
      const at = `/spec/template/spec/${list}/0/resources/${what}`;
      const tuned = `[{ name: b, image: b, resources: { ${what}: { cpu: 100m } } }]`;
      const containers =
        list === 'containers' ? tuned : `[{ name: a, image: a }], initContainers: ${tuned}`;
      return {
        writer: 'request-tuners',
        path: `.spec.template.spec.${list}[]?.resources.${what}`,
        git: object(
          'apps/v1/Deployment',
          `spec: { selector: { matchLabels: { a: b } }, template: { metadata: { labels: { a: b } }, spec: { containers: ${containers} } } }`,
          'annotations: { live.stormforge.io/auto-deploy: Enabled }',
        ),
        wrote: { [at]: { cpu: '250m', memory: '1Gi' } },
        fights: ALL,
      };
    }),
  ),
];
