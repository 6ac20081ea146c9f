import { valueAt } from '../../core';
import { LEAVE_OUT, NOTHING } from '../repair-texts';
import { claimsIn, row } from '../rows';
import { isEmptyMap } from '../values';
import type { Writer } from '../writer';

const KINDS = ['apiextensions.k8s.io/CustomResourceDefinition'];

const PRESERVE = row({
  kinds: KINDS,
  at: '.spec.preserveUnknownFields',
  manager: 'kube-apiserver',
  claim: { do: 'omit' },
  repair: LEAVE_OUT,
  note: 'false is not kept, so that Git differs for ever',
});

const EMPTY_LABELS = row({
  kinds: KINDS,
  at: '.metadata.labels',
  manager: 'kube-apiserver',
  claim: { do: 'omit' },
  repair: LEAVE_OUT,
  note: 'an empty map is not kept',
});

/** What the API server does not keep of a CRD, and what it adds. */
export const customResourceDefinition: Writer = {
  name: 'custom-resource-definition',
  title: 'CustomResourceDefinitions',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/',
  fields: [
    PRESERVE,
    EMPTY_LABELS,
    {
      kinds: KINDS,
      path: '/metadata/annotations',
      manager: 'kube-apiserver',
      repair: NOTHING,
      note: 'an empty map is not kept, but Argo CD adds its tracking annotation to it',
      source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/resource_tracking/',
    },
    {
      kinds: KINDS,
      path: '/spec/conversion',
      manager: 'kube-apiserver',
      repair: NOTHING,
      note: 'strategy None is the default; Argo CD ignores the status of every kind by default',
    },
  ],

  *claims(set) {
    for (const at of set.ofKind('apiextensions.k8s.io', 'CustomResourceDefinition')) {
      if (valueAt(at, '/spec/preserveUnknownFields') === false) yield* claimsIn(at, PRESERVE);
      if (isEmptyMap(at.metadata.labels)) yield* claimsIn(at, EMPTY_LABELS);
    }
  },
};
