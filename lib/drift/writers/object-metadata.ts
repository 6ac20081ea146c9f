import { keyOf, type Manifest } from '../../core';
import { LEAVE_OUT, NOTHING } from '../repair-texts';
import type { Claim, Writer, WrittenField } from '../writer';

const NAMES = [
  'creationTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
];

const FIELDS = new Map(
  NAMES.map((name): [string, WrittenField] => [
    name,
    {
      kinds: ['every kind'],
      path: `/metadata/${name}`,
      manager: 'kube-apiserver',
      repair: LEAVE_OUT,
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

function claim(at: Manifest, field: WrittenField): Claim {
  return { target: keyOf(at), at, pointer: field.path, repair: { do: 'omit' }, field };
}
