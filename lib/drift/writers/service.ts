import { NOTHING, LEAVE_OUT } from '../repair-texts';
import { row, rowClaims } from '../rows';
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

/** The API server and the cloud, which give Services their addresses and ports. */
export const service: Writer = {
  name: 'service',
  title: 'Services and load balancers of clouds',
  source: SOURCE,
  fields: [
    {
      kinds: ['Service'],
      path: '/spec/clusterIP',
      manager: 'kube-apiserver',
      repair: NOTHING,
      note: 'also clusterIPs, ipFamilies, ipFamilyPolicy, nodePort, healthCheckNodePort, internalTrafficPolicy: leave out what you do not choose; Replace=true fails on them',
    },
    {
      kinds: ['Service'],
      path: '/spec/allocateLoadBalancerNodePorts',
      manager: 'kube-apiserver',
      repair: NOTHING,
      note: 'leave it out unless it is false',
      source: 'https://github.com/argoproj/argo-cd/issues/7941',
    },
    ...ROWS,
  ],
  claims: (set) => rowClaims(set, ROWS),
};
