import { keyOf, type Manifest } from '../../core';
import { LEAVE_OUT, NOTHING } from '../repair-texts';
import type { Claim, Writer, WrittenField } from '../writer';

const NAMES = ['generation', 'managedFields', 'resourceVersion', 'selfLink', 'uid'];

/** The API server keeps its own, also in a dry run. */
const COMPARED: ReadonlySet<string> = new Set(['generation', 'selfLink']);
const ON_CLIENT = { ...LEAVE_OUT, serverSideDiff: 'nothing' };

const FIELDS = new Map(
  NAMES.map((name): [string, WrittenField] => [
    name,
    {
      kinds: ['every kind'],
      path: `/metadata/${name}`,
      manager: 'kube-apiserver',
      repair: COMPARED.has(name) ? ON_CLIENT : LEAVE_OUT,
      ...(name === 'resourceVersion' && { note: 'in Git, it makes every apply a conflict' }),
    },
  ]),
);

const REVISION: WrittenField = {
  kinds: ['apps/Deployment'],
  path: '/metadata/annotations/deployment.kubernetes.io~1revision',
  manager: 'kube-controller-manager',
  repair: LEAVE_OUT,
  source:
    'https://kubernetes.io/docs/reference/labels-annotations-taints/#deployment-kubernetes-io-revision',
};

/** What comes along when a manifest is copied from a cluster. */
export const objectMetadata: Writer = {
  name: 'object-metadata',
  title: 'API server, on metadata',
  source: 'https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/',
  fields: [
    ...FIELDS.values(),
    REVISION,
    {
      kinds: ['every kind'],
      path: '/metadata/creationTimestamp',
      manager: 'kube-apiserver',
      repair: NOTHING,
      note: 'Argo CD takes it out of both sides, and the API server keeps its own',
      source: 'https://github.com/argoproj/argo-cd/blob/v3.5.1/gitops-engine/pkg/diff/diff.go',
    },
    {
      kinds: ['every kind'],
      path: '/status',
      manager: 'the controller of the kind',
      repair: NOTHING,
      note: 'Argo CD ignores it by default: resource.compareoptions ignoreResourceStatusField',
      source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/',
    },
  ],

  *claims(set) {
    for (const at of set) {
      for (const name in at.metadata) {
        const field = FIELDS.get(name);
        if (field && at.metadata[name] !== null) yield claim(at, field);
      }
    }
    for (const at of set.ofKind('apps', 'Deployment')) {
      const { annotations } = at.metadata;
      if (annotations?.['deployment.kubernetes.io/revision'] !== undefined)
        yield claim(at, REVISION);
    }
  },
};

const UNDER = { under: ['clientSide', 'serverSideApply'] } as const;

function claim(at: Manifest, field: WrittenField): Claim {
  const where = field.repair === ON_CLIENT ? UNDER : {};
  return { target: keyOf(at), at, pointer: field.path, repair: { do: 'omit' }, ...where, field };
}
