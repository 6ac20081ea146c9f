import type { Manifest } from '../../core';
import { IGNORE, NOTHING } from '../repair-texts';
import { claimsIn, row } from '../rows';
import type { Writer } from '../writer';

const SIZE = row({
  kinds: ['PersistentVolumeClaim'],
  at: '.spec.resources.requests.storage',
  manager: 'pvc-autoresizer',
  claim: { do: 'ignore' },
  repair: IGNORE,
  note: 'a claim never shrinks: applied back, the smaller size of Git is refused',
  source: 'https://github.com/topolvm/pvc-autoresizer',
});

/** Annotations that give a claim to a controller which lets it grow. */
const RESIZERS = ['resize.topolvm.io/storage_limit', 'resize.topolvm.io/increase'];

/** What binds a claim, and what lets it grow. */
export const persistentVolumeClaim: Writer = {
  name: 'persistent-volume-claim',
  title: 'PersistentVolumeClaims: binding and resizing',
  source: 'https://kubernetes.io/docs/concepts/storage/persistent-volumes/',
  fields: [
    SIZE,
    {
      kinds: ['PersistentVolumeClaim'],
      path: '/spec/volumeName',
      manager: 'kube-controller-manager',
      repair: NOTHING,
      note: 'written only to bind to a volume that exists',
    },
    {
      kinds: ['PersistentVolumeClaim'],
      path: '/spec/storageClassName',
      manager: 'kube-apiserver',
      repair: NOTHING,
      note: 'name the class: the default of the cluster may change, the field cannot',
    },
  ],

  *claims(set) {
    for (const at of set.ofKind('', 'PersistentVolumeClaim')) {
      if (isResized(at)) yield* claimsIn(at, SIZE);
    }
  },
};

function isResized({ metadata: { annotations } }: Manifest): boolean {
  return RESIZERS.some((name) => annotations?.[name] !== undefined);
}
