import { keyOf } from '../../core';
import { LEAVE_OUT, REMOVE } from '../repair-texts';
import { claimsIn, row } from '../rows';
import type { Writer, WrittenField } from '../writer';

const STATE = row({
  kinds: ['apiextensions.crossplane.io/ManagedResourceDefinition'],
  at: '.spec.state',
  manager: 'crossplane',
  claim: { do: 'omit' },
  repair: LEAVE_OUT,
  note: 'a ManagedResourceActivationPolicy turns Inactive into Active',
  source:
    'https://docs.crossplane.io/latest/managed-resources/managed-resource-activation-policies/',
});

/** Kinds whose objects Crossplane makes from packages. */
const MADE_KINDS = [
  'pkg.crossplane.io/ProviderRevision',
  'pkg.crossplane.io/FunctionRevision',
  'pkg.crossplane.io/ConfigurationRevision',
  'pkg.crossplane.io/Lock',
  'apiextensions.crossplane.io/CompositionRevision',
];

const MADE: WrittenField = {
  kinds: MADE_KINDS,
  path: '',
  manager: 'crossplane',
  repair: REMOVE,
  note: 'exclude ProviderConfigUsage from discovery too: there is one for each managed resource',
  source: 'https://docs.crossplane.io/latest/guides/crossplane-with-argo-cd/',
};

/** Crossplane's package manager and the activation of managed resources. */
export const crossplanePackages: Writer = {
  name: 'crossplane-packages',
  title: 'Crossplane, packages and activation',
  source: 'https://docs.crossplane.io/latest/packages/providers/',
  fields: [STATE, MADE],

  *claims(set) {
    for (const at of set.ofKind('apiextensions.crossplane.io', 'ManagedResourceDefinition')) {
      yield* claimsIn(at, STATE);
    }
    for (const kind of MADE_KINDS) {
      const [group = '', name = ''] = kind.split('/');
      for (const at of set.ofKind(group, name)) {
        yield { target: keyOf(at), at, pointer: '', repair: { do: 'remove' }, field: MADE };
      }
    }
  },
};
