import { escapeToken, keyOf, type Manifest, type ManifestSet } from '../../core';
import { IGNORE, LEAVE_OUT, REMOVE } from '../repair-texts';
import { albOf, destinationRuleOf, isRouted, madeBy, routesOf } from '../rollout';
import { claimsIn, row, type Row } from '../rows';
import { namespaceIn } from '../scalers';
import { listIn, textIn } from '../values';
import type { Claim, DriftFacts, Writer, WrittenField } from '../writer';

/** The client and the server replace such a list as a whole. */
const ALL = ['clientSide', 'serverSideApply', 'serverSideDiff'] as const;

/** A rule keeps nothing that Git lacks within such a list. */
const IN_LIST = { clientSide: `${IGNORE.clientSide}, with ApplyOutOfSyncOnly=true` };
const UNTOUCHED = ['ApplyOutOfSyncOnly=true'] as const;

const weights = (kinds: readonly string[], at: Row['at'], source: string): Row =>
  row({
    kinds,
    at,
    manager: 'rollouts-controller',
    claim: { do: 'ignore' },
    repair: IN_LIST,
    unwritten: ALL,
    syncOptions: UNTOUCHED,
    note: 'before Argo CD 3.6 the whole list is kept as it is live, so change such routes between two rollouts',
    source,
  });

const ISTIO =
  'https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/istio/#integrating-with-gitops';
const GATEWAY = 'https://rollouts-plugin-trafficrouter-gatewayapi.readthedocs.io/';

const WEIGHTS: readonly Row[] = [
  ...(['http', 'tls', 'tcp'] as const).map((protocol) =>
    weights(['networking.istio.io/VirtualService'], `.spec.${protocol}[].route[].weight`, ISTIO),
  ),
  weights(
    ['HTTPRoute', 'GRPCRoute', 'TCPRoute', 'TLSRoute'].map((k) => `gateway.networking.k8s.io/${k}`),
    '.spec.rules[].backendRefs[].weight',
    GATEWAY,
  ),
  weights(
    ['traefik.io/TraefikService', 'traefik.containo.us/TraefikService'],
    '.spec.weighted.services[].weight',
    'https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/traefik/',
  ),
  weights(
    ['apisix.apache.org/ApisixRoute'],
    '.spec.http[].backends[].weight',
    'https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/apisix/',
  ),
];

const SUBSETS = row({
  kinds: ['networking.istio.io/DestinationRule'],
  at: '.spec.subsets[].labels["rollouts-pod-template-hash"]',
  manager: 'rollouts-controller',
  claim: { do: 'ignore' },
  repair: IN_LIST,
  unwritten: ALL,
  syncOptions: UNTOUCHED,
  source: ISTIO,
});

const ACTIONS: WrittenField = {
  kinds: ['networking.k8s.io/Ingress'],
  path: '/metadata/annotations/alb.ingress.kubernetes.io~1actions.<service>',
  manager: 'rollouts-controller',
  repair: LEAVE_OUT,
  source: 'https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/alb/',
};

const MADE: WrittenField = {
  kinds: [
    'networking.k8s.io/Ingress',
    'split.smi-spec.io/TrafficSplit',
    'getambassador.io/Mapping',
  ],
  path: '',
  manager: 'rollouts-controller',
  repair: REMOVE,
  note: 'the canary Ingress of nginx, the TrafficSplit of SMI and the canary Mapping of Ambassador are made and owned by the controller',
  source: 'https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/nginx/',
};

/** Argo Rollouts, which moves traffic between the versions of a Rollout. */
export const rolloutTraffic: Writer = {
  name: 'rollout-traffic',
  title: 'Argo Rollouts, moving traffic',
  source: 'https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/',
  fields: [...WEIGHTS, SUBSETS, ACTIONS, MADE],

  *claims(set, facts) {
    for (const by of set.ofKind('argoproj.io', 'Rollout')) {
      if (!isRouted(by)) continue;
      for (const { group, kind, name, namespace } of routesOf(by)) {
        for (const at of near(set, by, { group, kind, name, namespace }, facts)) {
          for (const one of WEIGHTS) {
            if (one.kinds.includes(`${group}/${kind}`)) yield* claimsIn(at, one, by);
          }
        }
      }
      yield* subsets(set, by, facts);
      yield* actions(set, by, facts);
      for (const made of madeBy(by)) {
        for (const at of near(set, by, made, facts)) {
          yield { target: keyOf(at), at, pointer: '', by, repair: { do: 'remove' }, field: MADE };
        }
      }
    }
  },
};

function* subsets(set: ManifestSet, by: Manifest, facts?: DriftFacts): Generator<Claim> {
  const rule = destinationRuleOf(by);
  if (!rule) return;
  const key = { group: 'networking.istio.io', kind: 'DestinationRule', name: rule.name };
  for (const at of near(set, by, key, facts)) {
    const own = listIn(at, '/spec/subsets').map((one) => rule.subsets.has(textIn(one, '/name')));
    for (const claim of claimsIn(at, SUBSETS, by)) {
      if (own[Number(claim.pointer.split('/')[3])]) yield claim;
    }
  }
}

function* actions(set: ManifestSet, by: Manifest, facts?: DriftFacts): Generator<Claim> {
  const { names, annotation } = albOf(by);
  for (const name of names) {
    for (const at of near(set, by, { group: 'networking.k8s.io', kind: 'Ingress', name }, facts)) {
      if (at.metadata.annotations?.[annotation] === undefined) continue;
      const pointer = `/metadata/annotations/${escapeToken(annotation)}`;
      yield { target: keyOf(at), at, pointer, by, repair: { do: 'omit' }, field: ACTIONS };
    }
  }
}

interface Key {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string | undefined;
}

/** Objects of that key in the namespace said, else in the Rollout's. */
function near(set: ManifestSet, by: Manifest, key: Key, facts?: DriftFacts): Manifest[] {
  const namespace = key.namespace ?? namespaceIn(by, facts);
  return set
    .named(key.group, key.kind, key.name)
    .filter((at) => namespaceIn(at, facts) === namespace);
}
