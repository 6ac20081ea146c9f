import type { Manifest } from '../../core';
import { NOTHING, LEAVE_OUT } from '../repair-texts';
import { claimsIn, row, rowClaims, type Row } from '../rows';
import { valueIn } from '../values';
import type { Writer } from '../writer';

const SOURCE = 'https://kubernetes.io/docs/concepts/services-networking/service/';

const ROWS = [
  row({
    kinds: ['Service'],
    at: '.metadata.annotations["cloud.google.com/neg-status"]',
    manager: 'neg-controller',
    claim: { do: 'omit' },
    repair: LEAVE_OUT,
    source: 'https://cloud.google.com/kubernetes-engine/docs/how-to/standalone-neg',
  }),
  row({
    kinds: ['networking.k8s.io/Ingress'],
    at: '.metadata.annotations["ingress.kubernetes.io/backends"]',
    manager: 'glbc',
    claim: { do: 'omit' },
    repair: LEAVE_OUT,
    note: 'and the other ingress.kubernetes.io annotations of GKE: names of what it made in the cloud',
    source: 'https://cloud.google.com/kubernetes-engine/docs/concepts/ingress-xlb',
  }),
];

/** A field that the API server chooses a value for, where Git has an empty one: three ways, that is a change. */
const chosen = (at: Row['at']) =>
  row({
    kinds: ['Service'],
    at,
    manager: 'kube-apiserver',
    claim: { do: 'omit' },
    under: ['clientSide'],
    repair: { ...LEAVE_OUT, serverSideApply: 'nothing', serverSideDiff: 'nothing' },
    note: 'where it is written empty; a value that you choose is kept',
  });

const CLUSTER_IP = [chosen('.spec.clusterIP'), chosen('.spec.clusterIPs')];
const NODE_PORT = [chosen('.spec.ports[].nodePort')];
/** `['']` is no list of addresses: the API server refuses it, however it is sent. */
const NO_ADDRESS = row({
  kinds: ['Service'],
  at: '.spec.clusterIPs',
  manager: 'kube-apiserver',
  claim: { do: 'omit' },
  repair: LEAVE_OUT,
  note: 'with an empty text in it, it is refused',
});
const HEALTH_CHECK = [chosen('.spec.healthCheckNodePort')];

/** The API server and the cloud, which give Services their addresses and ports. */
export const service: Writer = {
  name: 'service',
  title: 'Services and load balancers of clouds',
  source: SOURCE,
  fields: [
    {
      kinds: ['Service'],
      path: '/spec/ipFamilies',
      manager: 'kube-apiserver',
      repair: NOTHING,
      note: 'also ipFamilyPolicy, internalTrafficPolicy, and clusterIP, nodePort and the like where Git has none: leave out what you do not choose; Replace=true fails on them',
    },
    {
      kinds: ['Service'],
      path: '/spec/allocateLoadBalancerNodePorts',
      manager: 'kube-apiserver',
      repair: NOTHING,
      note: 'leave it out unless it is false',
      source: 'https://github.com/argoproj/argo-cd/issues/7941',
    },
    ...CLUSTER_IP,
    ...NODE_PORT,
    ...HEALTH_CHECK,
    NO_ADDRESS,
    ...ROWS,
  ],

  *claims(set) {
    yield* rowClaims(set, ROWS);
    for (const at of set.ofKind('', 'Service')) {
      if (isListOfNothing(valueIn(at, '/spec/clusterIPs'))) yield* claimsIn(at, NO_ADDRESS);
      for (const one of chosenIn(at)) {
        for (const claim of claimsIn(at, one)) if (isEmpty(valueIn(at, claim.pointer))) yield claim;
      }
    }
  },
};

/** What the API server chooses for a Service of this type. */
function chosenIn(at: Manifest): readonly Row[] {
  const [type, traffic, allocates] = [
    '/spec/type',
    '/spec/externalTrafficPolicy',
    '/spec/allocateLoadBalancerNodePorts',
  ].map((pointer) => valueIn(at, pointer));
  if (type === 'ExternalName') return [];
  const isBalanced = type === 'LoadBalancer';
  return [
    ...CLUSTER_IP,
    ...(type === 'NodePort' || (isBalanced && allocates !== false) ? NODE_PORT : []),
    ...(isBalanced && traffic === 'Local' ? HEALTH_CHECK : []),
  ];
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return value === null || value === '' || value === 0;
}

function isListOfNothing(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((item) => item === '');
}
