import { autoscalerVersions } from '../../../lib/drift/writers/autoscaler-versions';
import { horizontalPodAutoscaler } from '../../../lib/drift/writers/horizontal-pod-autoscaler';
import { httpScaledObject } from '../../../lib/drift/writers/http-scaled-object';
import { otherAutoscalers } from '../../../lib/drift/writers/other-autoscalers';
import { requestTuners } from '../../../lib/drift/writers/request-tuners';
import { rolloutWorkload } from '../../../lib/drift/writers/rollout-workload';
import { scaledObject } from '../../../lib/drift/writers/scaled-object';
import { verticalPodAutoscaler } from '../../../lib/drift/writers/vertical-pod-autoscaler';
import { setOf, writerCases } from '../support/writer-cases';

const web = (spec = '{ replicas: 3 }', kind = 'Deployment', apiVersion = 'apps/v1') =>
  `{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: web, namespace: shop }, spec: ${spec} }`;
const scaler = (
  kind: string,
  spec = '{ scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web } }',
  metadata = 'name: web',
) =>
  `{ apiVersion: ${kind.slice(0, kind.lastIndexOf('/'))}, kind: ${kind.slice(kind.lastIndexOf('/') + 1)}, metadata: { ${metadata}, namespace: shop }, spec: ${spec} }`;
const all = (...documents: string[]) => documents.join('\n---\n');

const REPLICAS = 'apps/Deployment/shop/web/spec/replicas omit-and-ignore';
const hpa = scaler('autoscaling/v2/HorizontalPodAutoscaler');

writerCases(horizontalPodAutoscaler, [
  {
    title: 'writes the replicas of its target',
    given: all(web(), hpa),
    over: [REPLICAS],
    twin: all(web('{}'), hpa),
  },
  {
    title: 'writes the shards of a Prometheus',
    given: all(
      web('{ shards: 2, replicas: 2 }', 'Prometheus', 'monitoring.coreos.com/v1'),
      scaler(
        'autoscaling/v2/HorizontalPodAutoscaler',
        '{ scaleTargetRef: { apiVersion: monitoring.coreos.com/v1, kind: Prometheus, name: web } }',
      ),
    ),
    over: ['monitoring.coreos.com/Prometheus/shop/web/spec/shards omit-and-ignore'],
  },
  {
    title: 'takes its namespace from the destination',
    given: all(web(), hpa.replace(', namespace: shop', '')),
    over: [REPLICAS],
    facts: { namespaceOf: () => 'shop' },
    twin: all(web('{}'), hpa.replace(', namespace: shop', '')),
  },
  {
    title: 'claims a target that is elsewhere',
    given: hpa,
    over: [REPLICAS],
  },
  {
    title:
      'says nothing of a reference that is no map, or refers to itself by a kind without scale',
    given: all(
      scaler('autoscaling/v2/HorizontalPodAutoscaler', '{ scaleTargetRef: web }'),
      scaler('autoscaling/v2/HorizontalPodAutoscaler', '[]'),
      scaler(
        'autoscaling/v2/HorizontalPodAutoscaler',
        '{ scaleTargetRef: { apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, name: web } }',
      ),
    ),
    over: [],
  },
]);

const keda = scaler('keda.sh/v1alpha1/ScaledObject', '{ scaleTargetRef: { name: web } }');
const generated = scaler('autoscaling/v2/HorizontalPodAutoscaler', '{}', 'name: keda-hpa-web');

writerCases(scaledObject, [
  {
    title: 'writes the replicas of its target, a Deployment where no kind is said',
    given: all(web(), keda),
    over: [REPLICAS],
    twin: all(web('{}'), keda),
  },
  {
    title: 'makes its autoscaler itself',
    given: all(web('{}'), keda, generated),
    over: ['autoscaling/HorizontalPodAutoscaler/shop/keda-hpa-web remove'],
    twin: all(web('{}'), keda),
  },
  {
    title: 'makes it under the name that it is given',
    given: all(
      web('{}'),
      scaler(
        'keda.sh/v1alpha1/ScaledObject',
        '{ scaleTargetRef: { name: web }, advanced: { horizontalPodAutoscalerConfig: { name: mine } } }',
      ),
      generated,
      scaler('autoscaling/v2/HorizontalPodAutoscaler', '{}', 'name: mine'),
    ),
    over: ['autoscaling/HorizontalPodAutoscaler/shop/mine remove'],
  },
  {
    title: 'takes an autoscaler over that it is told to',
    given: all(
      web('{}'),
      scaler(
        'keda.sh/v1alpha1/ScaledObject',
        '{ scaleTargetRef: { name: web } }',
        "name: web, annotations: { scaledobject.keda.sh/transfer-hpa-ownership: 'true' }",
      ),
      generated,
    ),
    over: [],
  },
  {
    title: 'leaves the Jobs of a ScaledJob to KEDA',
    given: scaler('keda.sh/v1alpha1/ScaledJob', '{ jobTargetRef: { template: {} } }'),
    over: [],
  },
]);

const http = (metadata = 'name: web') =>
  scaler('http.keda.sh/v1alpha1/HTTPScaledObject', '{ scaleTargetRef: { name: web } }', metadata);

writerCases(httpScaledObject, [
  {
    title: 'writes replicas, and makes the ScaledObject',
    given: all(web(), http(), keda),
    over: [REPLICAS, 'keda.sh/ScaledObject/shop/web remove'],
    twin: all(web('{}'), http()),
  },
  {
    title: 'makes none where it is told so',
    given: all(
      web(),
      http(
        "name: web, annotations: { httpscaledobject.keda.sh/skip-scaledobject-creation: 'true' }",
      ),
      keda,
    ),
    over: [],
  },
]);

writerCases(
  otherAutoscalers,
  [
    ['autoscaling.gke.io/v1beta1/MultidimPodAutoscaler', 'scaleTargetRef'],
    ['datadoghq.com/v1alpha1/WatermarkPodAutoscaler', 'scaleTargetRef'],
    ['datadoghq.com/v1alpha2/DatadogPodAutoscaler', 'targetRef'],
    ['autoscaling.crane.io/v1alpha1/EffectiveHorizontalPodAutoscaler', 'scaleTargetRef'],
  ].map(([kind = '', reference]) => {
    const by = scaler(
      kind,
      `{ ${reference}: { apiVersion: apps/v1, kind: Deployment, name: web } }`,
    );
    const title = `${kind} writes the replicas of its target`;
    const live = { '/spec/replicas': 7 };
    return { title, given: all(web(), by), over: [REPLICAS], live, twin: all(web('{}'), by) };
  }),
);

const rollout = (scaleDown: string) =>
  scaler(
    'argoproj.io/v1alpha1/Rollout',
    `{ workloadRef: { apiVersion: apps/v1, kind: Deployment, name: web, scaleDown: ${scaleDown} } }`,
  );

writerCases(rolloutWorkload, [
  {
    title: 'scales down the Deployment that it took over',
    given: all(web(), rollout('onsuccess')),
    over: [REPLICAS],
    twin: all(web('{}'), rollout('progressively')),
  },
  { title: 'leaves it as it is by default', given: all(web(), rollout('never')), over: [] },
]);

const metrics = (list: string, version = 'v2beta2') =>
  scaler(`autoscaling/${version}/HorizontalPodAutoscaler`, `{ metrics: ${list} }`);
const cpu = '{ type: Resource, resource: { name: cpu, target: { averageUtilization: 70 } } }';
const memory = '{ type: Resource, resource: { name: memory, target: { averageUtilization: 70 } } }';

writerCases(autoscalerVersions, [
  {
    title: 'gives the utilization of cpu back last',
    given: metrics(`[${cpu}, ${memory}]`),
    over: [
      'autoscaling/HorizontalPodAutoscaler/shop/web/spec/metrics write [{"type":"Resource","resource":{"name":"memory","target":{"averageUtilization":70}}},{"type":"Resource","resource":{"name":"cpu","target":{"averageUtilization":70}}}]',
    ],
    twin: metrics(`[${memory}, ${cpu}]`),
  },
  {
    title: 'keeps the order of version 2',
    given: metrics(`[${cpu}, ${memory}]`, 'v2'),
    facts: { targets: { kubernetes: '1.27' } },
    over: [],
  },
  {
    title: 'makes the annotations of version 1',
    given: scaler(
      'autoscaling/v1/HorizontalPodAutoscaler',
      '{}',
      "name: web, annotations: { autoscaling.alpha.kubernetes.io/metrics: '[]', other: x }",
    ),
    over: [
      'autoscaling/HorizontalPodAutoscaler/shop/web/metadata/annotations/autoscaling.alpha.kubernetes.io~1metrics omit',
    ],
    twin: hpa,
  },
]);

const pods =
  '{ template: { spec: { containers: [{ name: a, resources: { requests: { cpu: 1 } } }, { name: b }] } } }';

writerCases(requestTuners, [
  {
    title: 'write the requests of every container that has some, where the workload is marked',
    given: web(pods).replace(
      'namespace: shop',
      "namespace: shop, annotations: { live.stormforge.io/x: 'y' }",
    ),
    over: [
      'apps/Deployment/shop/web/spec/template/spec/containers/0/resources/requests ignore .spec.template.spec.containers[]?.resources.requests',
    ],
    twin: web(pods),
  },
  ...['disabled', "'false'"].map((auto) => ({
    title: `leave a workload alone whose deployment is ${auto}`,
    given: web(pods).replace(
      'namespace: shop',
      `namespace: shop, annotations: { live.stormforge.io/auto-deploy: ${auto} }`,
    ),
    over: [],
  })),
]);

it.each([
  ['live.stormforge.io/auto-deploy: Enabled', undefined],
  ['live.stormforge.io/reliability: high', true],
  ['scaleops.sh/default-rightsize-auto: "true"', true],
])('takes %s for what it says of the template', (annotation, maybe) => {
  const given = web(pods).replace(
    'namespace: shop',
    `namespace: shop, annotations: { ${annotation} }`,
  );
  const claims = [...requestTuners.claims(setOf(given))];
  expect(claims.map((claim) => claim.maybe)).toEqual([maybe]);
});

writerCases(verticalPodAutoscaler, [
  {
    title: 'changes Pods, never their template',
    given: all(
      web(pods),
      scaler(
        'autoscaling.k8s.io/v1/VerticalPodAutoscaler',
        '{ targetRef: { kind: Deployment, name: web } }',
      ),
    ),
    over: [],
  },
]);
