import { all, ALL, object, ON_SERVER, workload, type RowCase } from './row-case';

const rollout = (spec: string) => object('argoproj.io/v1alpha1/Rollout', `spec: { ${spec} }`);
const routed = (routing: string, more = '') =>
  rollout(`strategy: { canary: { ${more}trafficRouting: { ${routing} } } }`);

const HASH = 'rollouts-pod-template-hash';
const STABLE = rollout('strategy: { canary: { stableService: x } }');
const selected = (more: string) =>
  all(object('v1/Service', `spec: { selector: { app: x${more} }, ports: [{ port: 80 }] }`), STABLE);

/** Two destinations, whose weights move while Git has 100 and 0. */
const weights = (
  path: string,
  kind: string,
  spec: (list: string) => string,
  at: string,
  routing: string,
): RowCase => ({
  writer: 'rollout-traffic',
  path,
  git: all(
    object(kind, `spec: { ${spec('[{ name: a, weight: 100 }, { name: b, weight: 0 }]')} }`),
    routed(routing),
  ),
  wrote: { [`${at}/0/weight`]: 80, [`${at}/1/weight`]: 20 },
  fights: ALL,
});

const ISTIO = 'istio: { virtualService: { name: x } }';
const virtual = (protocol: string) =>
  weights(
    `.spec.${protocol}[]?.route[]?.weight`,
    'networking.istio.io/v1/VirtualService',
    (list) => `${protocol}: [{ route: ${list} }]`,
    `/spec/${protocol}/0/route`,
    ISTIO,
  );

const ACTIONS = 'alb.ingress.kubernetes.io/actions.x';

export const rollouts: readonly RowCase[] = [
  {
    writer: 'rollout-services',
    path: `/spec/selector/${HASH}`,
    git: selected(`, ${HASH}: old`),
    wrote: { [`/spec/selector/${HASH}`]: 'new' },
    fights: ALL,
  },
  // Left out of Git, the server takes the selector whole: only structured merge sees that.
  {
    writer: 'rollout-services',
    path: `/spec/selector/${HASH}`,
    git: selected(''),
    wrote: { [`/spec/selector/${HASH}`]: 'new' },
    fights: ON_SERVER,
  },
  ...['http', 'tls', 'tcp'].map(virtual),
  weights(
    '.spec.rules[]?.backendRefs[]?.weight',
    'gateway.networking.k8s.io/v1/HTTPRoute',
    (list) => `rules: [{ backendRefs: ${list} }]`,
    '/spec/rules/0/backendRefs',
    'plugins: { argoproj-labs/gatewayAPI: { httpRoute: x } }',
  ),
  weights(
    '.spec.weighted.services[]?.weight',
    'traefik.io/v1alpha1/TraefikService',
    (list) => `weighted: { services: ${list} }`,
    '/spec/weighted/services',
    'traefik: { weightedTraefikServiceName: x }',
  ),
  weights(
    '.spec.http[]?.backends[]?.weight',
    'apisix.apache.org/v2/ApisixRoute',
    (list) => `http: [{ backends: ${list} }]`,
    '/spec/http/0/backends',
    'apisix: { route: { name: x } }',
  ),
  {
    writer: 'rollout-traffic',
    path: `.spec.subsets[]?.labels["${HASH}"]`,
    git: all(
      object(
        'networking.istio.io/v1/DestinationRule',
        'spec: { subsets: [{ name: stable, labels: { app: x } }, { name: canary, labels: { app: x } }] }',
      ),
      routed(
        'istio: { destinationRule: { name: x, stableSubsetName: stable, canarySubsetName: canary } }',
      ),
    ),
    wrote: { [`/spec/subsets/0/labels/${HASH}`]: 'a', [`/spec/subsets/1/labels/${HASH}`]: 'b' },
    fights: ALL,
  },
  {
    writer: 'rollout-traffic',
    path: '/metadata/annotations/alb.ingress.kubernetes.io~1actions.<service>',
    git: all(
      object('networking.k8s.io/v1/Ingress', 'spec: {}', `annotations: { ${ACTIONS}: '{}' }`),
      routed('alb: { ingress: x, rootService: x }'),
    ),
    wrote: { '/metadata/annotations/alb.ingress.kubernetes.io~1actions.x': '{"weight":20}' },
    fights: ALL,
  },
  {
    writer: 'rollout-traffic',
    path: '',
    git: all(
      object('networking.k8s.io/v1/Ingress', 'spec: { ingressClassName: a }').replace(
        'name: x',
        'name: x-web-canary',
      ),
      routed('nginx: { stableIngress: web }'),
    ),
    wrote: { '/spec/ingressClassName': 'nginx' },
    fights: ALL,
  },
  {
    writer: 'rollout-workload',
    path: '/spec/replicas',
    git: all(
      workload('replicas: 2, '),
      rollout(
        'workloadRef: { apiVersion: apps/v1, kind: Deployment, name: x, scaleDown: onsuccess }',
      ),
    ),
    wrote: { '/spec/replicas': 0 },
    fights: ALL,
  },
];
