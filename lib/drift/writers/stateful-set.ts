import { NOTHING, WRITE } from '../repair-texts';
import { defaultRows, rowClaims } from '../rows';
import type { Writer } from '../writer';

const KINDS = ['apps/StatefulSet'];
const SOURCE = 'https://github.com/argoproj/argo-cd/issues/11143';

const ROWS = defaultRows(
  KINDS,
  {
    '.spec.volumeClaimTemplates[].apiVersion': 'v1',
    '.spec.volumeClaimTemplates[].kind': 'PersistentVolumeClaim',
  },
  { repair: WRITE, source: SOURCE },
);

/** What the API server fills in below the claim templates of a StatefulSet. */
export const statefulSet: Writer = {
  name: 'stateful-set',
  title: 'API server, defaults of StatefulSets',
  source: SOURCE,
  fields: [
    ...ROWS,
    ...['spec.volumeMode', 'status'].map((name) => ({
      kinds: KINDS,
      path: `.spec.volumeClaimTemplates[]?.${name}`,
      manager: 'kube-apiserver',
      repair: NOTHING,
      note: 'a default that Argo CD fills in on both sides, also where it merges by itself',
      source: 'https://github.com/argoproj/argo-cd/blob/v3.5.1/gitops-engine/pkg/diff/diff.go',
    })),
  ],
  claims: (set) => rowClaims(set, ROWS),
};
