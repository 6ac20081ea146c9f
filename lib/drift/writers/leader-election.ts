import { LEAVE_OUT, REMOVE } from '../repair-texts';
import { keyOf } from '../../core';
import { row, rowClaims, splitKind } from '../rows';
import type { Writer, WrittenField } from '../writer';

const ROWS = [
  row({
    kinds: ['ConfigMap', 'Endpoints'],
    at: '.metadata.annotations["control-plane.alpha.kubernetes.io/leader"]',
    manager: 'the leader',
    claim: { do: 'omit' },
    repair: LEAVE_OUT,
    source: 'https://github.com/argoproj/argo-cd/issues/18197',
  }),
];

/** Kinds that Argo CD leaves out of its view since 3.0, all of them written by controllers. */
const MADE_KINDS = [
  'coordination.k8s.io/Lease',
  'discovery.k8s.io/EndpointSlice',
  'Endpoints',
  'Node',
  'storage.k8s.io/CSINode',
];

const MADE: WrittenField = {
  kinds: MADE_KINDS,
  path: '',
  manager: 'kube-controller-manager, kubelet, the leader',
  repair: REMOVE,
  note: 'Argo CD excludes them by default since 3.0',
  source: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/upgrading/2.14-3.0/',
};

/** Controllers that note who leads, and objects that nobody declares. */
export const leaderElection: Writer = {
  name: 'leader-election',
  title: 'Leader election, nodes and endpoints',
  source: 'https://kubernetes.io/docs/concepts/architecture/leases/',
  fields: [...ROWS, MADE],

  *claims(set) {
    yield* rowClaims(set, ROWS);
    for (const kind of MADE_KINDS) {
      for (const at of set.ofKind(...splitKind(kind))) {
        yield { target: keyOf(at), at, pointer: '', repair: { do: 'remove' }, field: MADE };
      }
    }
  },
};
