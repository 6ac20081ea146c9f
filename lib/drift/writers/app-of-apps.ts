import { LEAVE_OUT } from '../repair-texts';
import { row, rowClaims } from '../rows';
import type { Writer } from '../writer';

const KINDS = ['argoproj.io/Application'];
const common = { kinds: KINDS, claim: { do: 'omit' }, repair: LEAVE_OUT } as const;

const ROWS = [
  row({ ...common, at: '.operation', manager: 'argocd-server' }),
  ...['refresh', 'hydrate'].map((name) =>
    row({
      ...common,
      at: `.metadata.annotations["argocd.argoproj.io/${name}"]`,
      manager: 'argocd-server',
      note: 'removed again as soon as it is done',
    }),
  ),
];

/** Argo CD itself, which works on the Applications that another Application delivers. */
export const appOfApps: Writer = {
  name: 'app-of-apps',
  title: 'Argo CD, on Applications',
  source: 'https://argo-cd.readthedocs.io/en/stable/operator-manual/cluster-bootstrapping/',
  fields: [
    ...ROWS,
    {
      kinds: KINDS,
      path: '/spec/syncPolicy/automated',
      manager: 'argocd-server',
      repair: {
        clientSide:
          'where people switch it off by hand: a rule for the path in the parent, and RespectIgnoreDifferences=true',
      },
    },
  ],
  claims: (set) => rowClaims(set, ROWS),
};
