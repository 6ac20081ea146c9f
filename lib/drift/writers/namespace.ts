import { escapeToken, keyOf, type Manifest } from '../../core';
import { LEAVE_OUT, NOTHING } from '../repair-texts';
import { claimsIn, row } from '../rows';
import { isEmptyMap, listIn, mapIn, textIn } from '../values';
import type { Claim, Writer, WrittenField } from '../writer';

const MANAGED: WrittenField = {
  kinds: ['Namespace'],
  path: '/metadata/labels/<key>, /metadata/annotations/<key>',
  manager: 'argocd-controller',
  repair: { clientSide: 'one owner: the Namespace in Git, or managedNamespaceMetadata' },
  note: 'managedNamespaceMetadata of an Application with CreateNamespace=true writes them on every sync',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#namespace-metadata',
};

const EMPTY = row({
  kinds: ['Namespace'],
  at: '.metadata.labels',
  manager: 'kube-apiserver',
  claim: { do: 'omit' },
  under: ['clientSide'],
  repair: { ...LEAVE_OUT, serverSideApply: 'nothing', serverSideDiff: 'nothing' },
  note: 'where it is written as an empty map: three ways, that takes away the labels that a platform adds',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/diff-strategies/',
});

/** What others write on a Namespace. */
export const namespace: Writer = {
  name: 'namespace',
  title: 'Namespaces',
  source: 'https://kubernetes.io/docs/reference/labels-annotations-taints/',
  fields: [
    MANAGED,
    EMPTY,
    {
      kinds: ['Namespace'],
      path: '/metadata/labels/kubernetes.io~1metadata.name',
      manager: 'kube-apiserver',
      repair: NOTHING,
      note: 'also openshift.io/sa.scc annotations and pod-security labels that a platform adds: live keys of maps',
    },
  ],

  *claims(set) {
    for (const at of set.ofKind('', 'Namespace')) {
      if (isEmptyMap(at.metadata.labels)) yield* claimsIn(at, EMPTY);
    }
    for (const by of set.ofKind('argoproj.io', 'Application')) {
      if (!listIn(by, '/spec/syncPolicy/syncOptions').includes('CreateNamespace=true')) continue;
      const name = textIn(by, '/spec/destination/namespace') ?? '';
      for (const at of set.named('', 'Namespace', name)) yield* differing(at, by);
    }
  },
};

/** Keys that both write, with another value each. */
function* differing(at: Manifest, by: Manifest): Generator<Claim> {
  for (const map of ['labels', 'annotations']) {
    const own = mapIn(at, `/metadata/${map}`);
    const managed = mapIn(by, `/spec/syncPolicy/managedNamespaceMetadata/${map}`);
    for (const [key, value] of Object.entries(managed)) {
      if (own[key] === undefined || own[key] === value) continue;
      const pointer = `/metadata/${map}/${escapeToken(key)}`;
      yield { target: keyOf(at), at, pointer, by, repair: { do: 'omit' }, field: MANAGED };
    }
  }
}
