import { keyOf, type Manifest, type ManifestSet } from '../../core';
import { canonicalDuration } from '../durations';
import { textIn } from '../values';
import type { Claim, Writer, WrittenField } from '../writer';

const KNOWN_TYPES =
  'https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/#known-kubernetes-types-in-crds-resource-limits-volume-mounts-etc';

const DURATIONS = ['/spec/duration', '/spec/renewBefore'].map((path): WrittenField => ({
  kinds: ['cert-manager.io/Certificate'],
  path,
  manager: 'cert-manager-certificates',
  repair: { clientSide: 'write it as it is stored: 8760h0m0s for 8760h' },
}));

const PUSHED: WrittenField = {
  kinds: ['external-secrets.io/PushSecret'],
  path: '/spec/refreshInterval',
  manager: 'external-secrets',
  repair: { clientSide: 'write it as it is stored: 1h0m0s for 1h' },
  note: 'with deletionPolicy: Delete, whose finalizer is written with the whole object',
  source:
    'https://github.com/external-secrets/external-secrets/blob/main/pkg/controllers/pushsecret/pushsecret_controller.go',
};

/** Controllers that write durations and quantities anew, as their programming language has them. */
export const formats: Writer = {
  name: 'formats',
  title: 'Durations and quantities in custom resources',
  source: KNOWN_TYPES,
  fields: [
    ...DURATIONS,
    PUSHED,
    {
      kinds: ['custom resources with a PodSpec'],
      path: '.spec.template.spec.containers[]?.resources',
      manager: 'the controller of the kind',
      repair: {
        clientSide:
          'write it as it is stored: 500m for 0.5, 1 for 1000m; or tell Argo CD the type with knownTypeFields in argocd-cm',
      },
      note: 'Argo CD knows the PodSpec of built-in kinds and of a Rollout by itself',
      source: KNOWN_TYPES,
    },
  ],
  claims: (set) => reformatted(set),
};

function* reformatted(set: ManifestSet): Generator<Claim> {
  for (const at of set.ofKind('cert-manager.io', 'Certificate')) {
    for (const field of DURATIONS) yield* claimsOn(at, field);
  }
  for (const at of set.ofKind('external-secrets.io', 'PushSecret')) {
    if (textIn(at, '/spec/deletionPolicy') === 'Delete') yield* claimsOn(at, PUSHED);
  }
}

function* claimsOn(at: Manifest, field: WrittenField): Generator<Claim> {
  const text = textIn(at, field.path);
  const value = text === undefined ? undefined : canonicalDuration(text);
  if (value === text) return;
  yield { target: keyOf(at), at, pointer: field.path, repair: { do: 'write', value }, field };
}
