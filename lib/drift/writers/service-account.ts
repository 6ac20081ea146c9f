import { NOTHING } from '../repair-texts';
import { row, rowClaims } from '../rows';
import type { Writer } from '../writer';

const PULL = row({
  kinds: ['ServiceAccount'],
  at: '.imagePullSecrets',
  manager: 'openshift-controller-manager',
  claim: { do: 'ignore' },
  repair: {
    clientSide: 'on OpenShift, a rule for the path and RespectIgnoreDifferences=true',
  },
  note: 'it adds its own; Git that lists some replaces the whole list, which has no merge key',
});

const ROWS = [PULL];

/** What platforms add to a ServiceAccount. */
export const serviceAccount: Writer = {
  name: 'service-account',
  title: 'ServiceAccounts',
  source:
    'https://docs.openshift.com/container-platform/latest/authentication/understanding-and-creating-service-accounts.html',
  fields: [
    PULL,
    {
      kinds: ['ServiceAccount'],
      path: '/secrets',
      manager: 'kube-controller-manager',
      repair: NOTHING,
      note: 'before Kubernetes 1.24, and on OpenShift; leave it out',
    },
  ],

  *claims(set) {
    if (isOpenShift(set.kinds())) yield* rowClaims(set, ROWS);
  },
};

function isOpenShift(kinds: Iterable<{ readonly group: string }>): boolean {
  for (const { group } of kinds) if (group.endsWith('.openshift.io')) return true;
  return false;
}
