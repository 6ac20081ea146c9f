import { keyOf, valueAt, type Manifest } from '../../core';
import { claimsIn, row } from '../rows';
import { LEAVE_OUT, NOTHING } from '../repair-texts';
import { isMap, listIn, mapIn } from '../values';
import type { Claim, Writer, WrittenField } from '../writer';

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

const LATE: WrittenField = {
  kinds: KINDS,
  path: '.spec.forProvider.<list>[]?.<field>',
  manager: 'provider',
  repair: {
    clientSide: 'nothing',
    serverSideApply:
      'managementPolicies without LateInitialize, and fields that others steer in initProvider',
    serverSideDiff: 'nothing',
  },
  note: 'what Git leaves out is filled in from the cloud; in maps nobody compares it, in the elements of a list structured merge diff does',
  source:
    'https://docs.crossplane.io/latest/managed-resources/managed-resources/#managementpolicies',
};

/** Providers, which fill in what they find in the cloud. */
export const crossplaneManaged: Writer = {
  name: 'crossplane-managed',
  title: 'Crossplane providers, late initialization',
  source: 'https://docs.crossplane.io/latest/managed-resources/managed-resources/',
  fields: [
    LATE,
    ...STAMPS,
    {
      kinds: KINDS,
      path: '/spec/forProvider',
      manager: 'provider',
      repair: NOTHING,
      note: 'also spec.initProvider, the annotation external-name and finalizers: live fields of maps; never Replace=true, which loses the external name',
      source: 'https://github.com/crossplane/crossplane/issues/7366',
    },
  ],

  *claims(set) {
    for (const { group, manifests } of set.kinds()) {
      if (!/\.(upbound|crossplane)\.io$/.test(group)) continue;
      for (const at of manifests) {
        if (!isMap(valueAt(at, '/spec/forProvider'))) continue;
        if (at.metadata.annotations) for (const one of STAMPS) yield* claimsIn(at, one);
        yield* lateInLists(at);
      }
    }
  },
};

/** Objects in lists that the provider may fill in, unless its policies leave that out. */
function* lateInLists(at: Manifest): Generator<Claim> {
  const policies = listIn(at, '/spec/managementPolicies');
  const initializes =
    policies.length === 0 || policies.includes('*') || policies.includes('LateInitialize');
  if (!initializes || !hasObjectsInLists(mapIn(at, '/spec/forProvider'))) return;
  yield {
    target: keyOf(at),
    at,
    pointer: '/spec/managementPolicies',
    repair: { do: 'set', option: { in: 'compare-options', text: 'ServerSideDiff=true' } },
    under: ['serverSideApply'],
    field: LATE,
  };
}

function hasObjectsInLists(provider: Readonly<Record<string, unknown>>): boolean {
  return Object.values(provider).some((value) => Array.isArray(value) && value.some(isMap));
}
