import type { Manifest } from '../core';
import { isMap, listIn, mapIn, textIn, valueIn } from './values';

/** Objects that a Rollout steers, by the name that it gives; `namespace` where it says another. */
export interface Steered {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

const CANARY = '/spec/strategy/canary';
const ROUTING = `${CANARY}/trafficRouting`;

/** Whether a Rollout moves traffic by anything else than the number of its Pods. */
export function isRouted(rollout: Manifest): boolean {
  return isMap(valueIn(rollout, ROUTING));
}

/** Services whose selector gets the hash of a version. */
export function servicesOf(rollout: Manifest): string[] {
  return [
    textIn(rollout, `${CANARY}/stableService`),
    textIn(rollout, `${CANARY}/canaryService`),
    textIn(rollout, `${CANARY}/pingPong/pingService`),
    textIn(rollout, `${CANARY}/pingPong/pongService`),
    textIn(rollout, '/spec/strategy/blueGreen/activeService'),
    textIn(rollout, '/spec/strategy/blueGreen/previewService'),
  ].filter((name) => name !== undefined);
}

/** Objects with weights: of Istio, the Gateway API, Traefik and APISIX. */
export function routesOf(rollout: Manifest): Steered[] {
  return [
    ...istioRoutes(rollout),
    ...gatewayRoutes(rollout),
    ...named(rollout, `${ROUTING}/traefik/weightedTraefikServiceName`).flatMap((name) =>
      ['traefik.io', 'traefik.containo.us'].map((group) => ({
        group,
        kind: 'TraefikService',
        name,
      })),
    ),
    ...named(rollout, `${ROUTING}/apisix/route/name`).map((name) => ({
      group: 'apisix.apache.org',
      kind: 'ApisixRoute',
      name,
    })),
  ];
}

/** Subsets of the DestinationRule whose labels get the hash of a version. */
export function destinationRuleOf(rollout: Manifest) {
  const at = `${ROUTING}/istio/destinationRule`;
  const name = textIn(rollout, `${at}/name`);
  if (name === undefined) return undefined;
  const subsets = new Set([
    textIn(rollout, `${at}/stableSubsetName`),
    textIn(rollout, `${at}/canarySubsetName`),
  ]);
  return { name, subsets };
}

/** Ingresses of the AWS load balancer, and the annotation that gets the weights. */
export function albOf(rollout: Manifest): { names: readonly string[]; annotation: string } {
  const at = `${ROUTING}/alb`;
  const root =
    textIn(rollout, `${at}/rootService`) ?? textIn(rollout, `${CANARY}/stableService`) ?? '';
  const prefix = textIn(rollout, `${at}/annotationPrefix`) ?? 'alb.ingress.kubernetes.io';
  return {
    names: [...named(rollout, `${at}/ingress`), ...listIn(rollout, `${at}/ingresses`).map(String)],
    annotation: `${prefix}/actions.${root}`,
  };
}

/** Objects that the controller makes itself for a canary. */
export function madeBy(rollout: Manifest): Steered[] {
  const name = rollout.metadata.name ?? '';
  const at = `${ROUTING}/nginx`;
  const ingresses = [
    ...named(rollout, `${at}/stableIngress`),
    ...listIn(rollout, `${at}/stableIngresses`).map(String),
  ];
  const split = textIn(rollout, `${ROUTING}/smi/trafficSplitName`) ?? name;
  return [
    ...ingresses.map((ingress) => ({
      group: 'networking.k8s.io',
      kind: 'Ingress',
      name: `${name}-${ingress}-canary`,
    })),
    ...(isMap(mapIn(rollout, ROUTING)['smi'])
      ? [{ group: 'split.smi-spec.io', kind: 'TrafficSplit', name: split }]
      : []),
    ...listIn(rollout, `${ROUTING}/ambassador/mappings`).map((mapping) => ({
      group: 'getambassador.io',
      kind: 'Mapping',
      name: `${String(mapping)}-canary`,
    })),
  ];
}

/** A VirtualService elsewhere is named `<name>.<namespace>`. */
function istioRoutes(rollout: Manifest): Steered[] {
  const at = `${ROUTING}/istio`;
  const names = [
    ...named(rollout, `${at}/virtualService/name`),
    ...listIn(rollout, `${at}/virtualServices`).flatMap((one) => named(one, '/name')),
  ];
  return names.map((text) => {
    const [name = '', namespace] = text.split('.');
    const kind = { group: 'networking.istio.io', kind: 'VirtualService', name };
    return namespace === undefined ? kind : { ...kind, namespace };
  });
}

function gatewayRoutes(rollout: Manifest): Steered[] {
  const at = `${ROUTING}/plugins/argoproj-labs~1gatewayAPI`;
  const namespace = textIn(rollout, `${at}/namespace`);
  return Object.entries({
    httpRoute: 'HTTPRoute',
    grpcRoute: 'GRPCRoute',
    tcpRoute: 'TCPRoute',
    tlsRoute: 'TLSRoute',
  }).flatMap(([field, kind]) =>
    [
      ...named(rollout, `${at}/${field}`),
      ...listIn(rollout, `${at}/${field}s`).flatMap((one) => named(one, '/name')),
    ].map((name) => {
      const route = { group: 'gateway.networking.k8s.io', kind, name };
      return namespace === undefined ? route : { ...route, namespace };
    }),
  );
}

function named(root: unknown, pointer: string): string[] {
  const name = textIn(root, pointer);
  return name === undefined ? [] : [name];
}
