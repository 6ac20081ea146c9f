import { WRITE } from '../repair-texts';
import { defaultRows, row, rowClaims } from '../rows';
import type { Writer } from '../writer';

const KINDS = ['apps/StatefulSet'];
const SOURCE = 'https://github.com/argoproj/argo-cd/issues/11143';

const ROWS = [
  ...defaultRows(
    KINDS,
    {
      '.spec.volumeClaimTemplates[].apiVersion': 'v1',
      '.spec.volumeClaimTemplates[].kind': 'PersistentVolumeClaim',
      '.spec.volumeClaimTemplates[].spec.volumeMode': 'Filesystem',
    },
    { repair: WRITE, source: SOURCE },
  ),
  row({
    kinds: KINDS,
    at: '.spec.volumeClaimTemplates[].status',
    manager: 'kube-apiserver',
    claim: { do: 'ignore' },
    repair: {
      clientSide: 'nothing',
      serverSideApply: 'a rule for the path, and RespectIgnoreDifferences=true',
      serverSideDiff: 'nothing',
    },
    under: ['serverSideApply'],
    always: true,
    source: SOURCE,
  }),
];

/** What the API server fills in below the claim templates of a StatefulSet. */
export const statefulSet: Writer = {
  name: 'stateful-set',
  title: 'API server, defaults of StatefulSets',
  source: SOURCE,
  fields: ROWS,
  claims: (set) => rowClaims(set, ROWS),
};
