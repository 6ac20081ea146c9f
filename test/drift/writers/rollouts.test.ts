import { rolloutServices } from '../../../lib/drift/writers/rollout-services';
import { rolloutTraffic } from '../../../lib/drift/writers/rollout-traffic';
import { writerCases } from '../support/writer-cases';

const rollout = (strategy: string) =>
  `{ apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: { name: web, namespace: shop }, spec: { strategy: ${strategy} } }`;
const object = (apiVersion: string, kind: string, name: string, rest: string) =>
  `{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: ${name}, namespace: shop }, ${rest} }`;
const all = (...documents: string[]) => documents.join('\n---\n');
const canary = (routing: string) =>
  rollout(
    `{ canary: { stableService: web, canaryService: web-canary, trafficRouting: ${routing} } }`,
  );

const service = (name: string, selector: string) =>
  object('v1', 'Service', name, `spec: { selector: ${selector} }`);
const HASH = 'rollouts-pod-template-hash: abc';

writerCases(rolloutServices, [
  {
    title: 'write the hash into the selectors of a canary, in its namespace',
    given: all(
      canary('{}'),
      service('web', `{ app: web, ${HASH} }`),
      service('web-canary', '{ app: web }'),
      service('web-canary', `{ ${HASH} }`).replace('namespace: shop', 'namespace: other'),
    ),
    over: [
      'Service/shop/web/spec/selector/rollouts-pod-template-hash omit',
      'Service/shop/web/spec/selector/rollouts-pod-template-hash ignore',
      'Service/shop/web-canary/spec/selector/rollouts-pod-template-hash ignore',
    ],
  },
  {
    title: 'write it for blue and green, and for ping and pong',
    given: all(
      rollout(
        '{ blueGreen: { activeService: a, previewService: b }, canary: { pingPong: { pingService: c, pongService: d } } }',
      ),
      ...['a', 'b', 'c', 'd'].map((name) => service(name, `{ ${HASH} }`)),
    ),
    strategy: 'clientSide',
    over: ['c', 'd', 'a', 'b'].map(
      (name) => `Service/shop/${name}/spec/selector/rollouts-pod-template-hash omit`,
    ),
  },
]);

const istio = object(
  'networking.istio.io/v1',
  'VirtualService',
  'web',
  'spec: { http: [{ route: [{ destination: { host: web }, weight: 100 }, { weight: 0 }] }] }',
);
const WEIGHT = 'ignore .spec.http[]?.route[]?.weight';

writerCases(rolloutTraffic, [
  ...[
    '{ istio: { virtualService: { name: web } } }',
    '{ istio: { virtualServices: [{ name: web.shop }] } }',
  ].map((routing) => ({
    title: `writes the weights of a VirtualService: ${routing}`,
    given: all(canary(routing), istio),
    over: [
      `networking.istio.io/VirtualService/shop/web/spec/http/0/route/0/weight ${WEIGHT}`,
      `networking.istio.io/VirtualService/shop/web/spec/http/0/route/1/weight ${WEIGHT}`,
    ],
  })),
  {
    title: 'writes the labels of its own subsets',
    given: all(
      canary(
        '{ istio: { destinationRule: { name: web, canarySubsetName: c, stableSubsetName: s } } }',
      ),
      object(
        'networking.istio.io/v1',
        'DestinationRule',
        'web',
        `spec: { subsets: [{ name: s, labels: { ${HASH} } }, { name: other, labels: { ${HASH} } }] }`,
      ),
    ),
    over: [
      'networking.istio.io/DestinationRule/shop/web/spec/subsets/0/labels/rollouts-pod-template-hash ignore .spec.subsets[]?.labels["rollouts-pod-template-hash"]',
    ],
  },
  {
    title: 'writes the weights of routes of the Gateway API, in the namespace that it says',
    given: all(
      canary(
        '{ plugins: { argoproj-labs/gatewayAPI: { httpRoute: web, namespace: shop, grpcRoutes: [{ name: api }] } } }',
      ),
      object(
        'gateway.networking.k8s.io/v1',
        'HTTPRoute',
        'web',
        'spec: { rules: [{ backendRefs: [{ name: web, weight: 100 }] }] }',
      ),
      object(
        'gateway.networking.k8s.io/v1',
        'GRPCRoute',
        'api',
        'spec: { rules: [{ backendRefs: [{ name: web, weight: 100 }] }] }',
      ),
    ),
    over: [
      'gateway.networking.k8s.io/HTTPRoute/shop/web/spec/rules/0/backendRefs/0/weight ignore .spec.rules[]?.backendRefs[]?.weight',
      'gateway.networking.k8s.io/GRPCRoute/shop/api/spec/rules/0/backendRefs/0/weight ignore .spec.rules[]?.backendRefs[]?.weight',
    ],
  },
  {
    title: 'writes the weights of Traefik and APISIX',
    given: all(
      canary('{ traefik: { weightedTraefikServiceName: web }, apisix: { route: { name: web } } }'),
      object(
        'traefik.io/v1alpha1',
        'TraefikService',
        'web',
        'spec: { weighted: { services: [{ name: web, weight: 1 }] } }',
      ),
      object(
        'apisix.apache.org/v2',
        'ApisixRoute',
        'web',
        'spec: { http: [{ backends: [{ weight: 1 }] }] }',
      ),
    ),
    over: [
      'traefik.io/TraefikService/shop/web/spec/weighted/services/0/weight ignore .spec.weighted.services[]?.weight',
      'apisix.apache.org/ApisixRoute/shop/web/spec/http/0/backends/0/weight ignore .spec.http[]?.backends[]?.weight',
    ],
  },
  {
    title: 'writes the actions of an ALB Ingress',
    given: all(
      canary('{ alb: { ingress: web, rootService: root, servicePort: 80 } }'),
      object('networking.k8s.io/v1', 'Ingress', 'web', 'spec: {}').replace(
        'namespace: shop',
        "namespace: shop, annotations: { alb.ingress.kubernetes.io/actions.root: '{}' }",
      ),
    ),
    over: [
      'networking.k8s.io/Ingress/shop/web/metadata/annotations/alb.ingress.kubernetes.io~1actions.root omit',
    ],
    twin: all(
      canary('{ alb: { ingress: web, rootService: root, servicePort: 80 } }'),
      object('networking.k8s.io/v1', 'Ingress', 'web', 'spec: {}'),
    ),
  },
  {
    title: 'makes the canary Ingress, the TrafficSplit and the canary Mapping itself',
    given: all(
      canary(
        '{ nginx: { stableIngress: web }, smi: { rootService: web }, ambassador: { mappings: [m] } }',
      ),
      object('networking.k8s.io/v1', 'Ingress', 'web-web-canary', 'spec: {}'),
      object('split.smi-spec.io/v1alpha1', 'TrafficSplit', 'web', 'spec: {}'),
      object('getambassador.io/v2', 'Mapping', 'm-canary', 'spec: {}'),
    ),
    over: [
      'networking.k8s.io/Ingress/shop/web-web-canary remove',
      'split.smi-spec.io/TrafficSplit/shop/web remove',
      'getambassador.io/Mapping/shop/m-canary remove',
    ],
    twin: canary('{ nginx: { stableIngress: web }, smi: { rootService: web } }'),
  },
]);
