import { valueAt } from '../../core';
import { claimsIn, row } from '../rows';
import { LEAVE_OUT, NOTHING } from '../repair-texts';
import { isMap } from '../values';
import type { Writer } from '../writer';

const KINDS = ['*.upbound.io/*', '*.crossplane.io/*'];

const STAMPS = ['pending', 'succeeded', 'failed'].map((state) =>
  row({
    kinds: KINDS,
    at: `.metadata.annotations["crossplane.io/external-create-${state}"]`,
    manager: 'crossplane',
    claim: { do: 'omit' },
    repair: LEAVE_OUT,
    note: 'when the provider last tried to create it; written back, it forgets that the resource exists',
    source:
      'https://docs.crossplane.io/latest/managed-resources/managed-resources/#external-create',
  }),
);

/** Providers, which fill in what they find in the cloud. */
export const crossplaneManaged: Writer = {
  name: 'crossplane-managed',
  title: 'Crossplane providers, late initialization',
  source: 'https://docs.crossplane.io/latest/managed-resources/managed-resources/',
  fields: [
    ...STAMPS,
    {
      kinds: KINDS,
      path: '/spec/forProvider',
      manager: 'provider',
      repair: NOTHING,
      note: 'also spec.initProvider, the annotation external-name and finalizers: live fields of maps; never Replace=true, which loses the external name',
      source: 'https://github.com/crossplane/crossplane/issues/7366',
    },
    {
      kinds: KINDS,
      path: '.spec.forProvider.<list>[]?.<field>',
      manager: 'provider',
      repair: NOTHING,
      note: 'late initialization leaves lists, maps and objects alone that Git writes, however little; what something else steers in such a list belongs in initProvider',
      source: 'https://github.com/crossplane/upjet/blob/main/pkg/resource/lateinit.go',
    },
  ],

  *claims(set) {
    for (const { group, manifests } of set.kinds()) {
      if (!/\.(upbound|crossplane)\.io$/.test(group)) continue;
      for (const at of manifests) {
        if (!isMap(valueAt(at, '/spec/forProvider'))) continue;
        if (at.metadata.annotations) for (const one of STAMPS) yield* claimsIn(at, one);
      }
    }
  },
};
