import { groupOf, type Manifest, type ManifestSet } from '../../core';
import { LEAVE_OUT } from '../repair-texts';
import { claimsIn, row, type Row } from '../rows';
import { textIn } from '../values';
import type { Writer } from '../writer';

const SOURCE = 'https://docs.crossplane.io/latest/composition/composite-resources/';

const rows = (kind: string, manager: string, fields: readonly Row['at'][]): Row[] =>
  fields.map((at) =>
    row({ kinds: [kind], at, manager, claim: { do: 'omit' }, repair: LEAVE_OUT, source: SOURCE }),
  );

const COMPOSITE = rows('composite resources', 'apiextensions.crossplane.io/composite', [
  '.spec.crossplane.resourceRefs',
  '.spec.resourceRefs',
  '.spec.claimRef',
]);

const CLAIM = rows('claims', 'apiextensions.crossplane.io/claim', ['.spec.resourceRef']);

/** A revision that is written by hand loses against the policy that follows the newest. */
const REVISION = (
  ['.spec.compositionRevisionRef', '.spec.crossplane.compositionRevisionRef'] as const
).map((at) =>
  row({
    kinds: ['composite resources', 'claims'],
    at,
    manager: 'apiextensions.crossplane.io/composite',
    claim: { do: 'omit' },
    repair: { clientSide: 'leave it out, or write compositionUpdatePolicy: Manual beside it' },
    source: 'https://github.com/crossplane/crossplane/issues/6230',
  }),
);

/** Crossplane, which notes in composite resources and claims what belongs to them. */
export const crossplaneComposite: Writer = {
  name: 'crossplane-composite',
  title: 'Crossplane, composite resources and claims',
  source: SOURCE,
  fields: [...COMPOSITE, ...CLAIM, ...REVISION],

  *claims(set) {
    const { composites, claims } = kindsIn(set);
    for (const { group, kind, manifests } of set.kinds()) {
      const key = `${group}/${kind}`;
      const own = composites.has(key) ? COMPOSITE : claims.has(key) ? CLAIM : [];
      if (own.length === 0) continue;
      for (const at of manifests) {
        for (const one of own) yield* claimsIn(at, one);
        if (!followsByHand(at)) for (const one of REVISION) yield* claimsIn(at, one);
      }
    }
  },
};

function followsByHand(at: Manifest): boolean {
  const policy =
    textIn(at, '/spec/crossplane/compositionUpdatePolicy') ??
    textIn(at, '/spec/compositionUpdatePolicy');
  return policy === 'Manual';
}

/** Kinds that XRDs in the set define, and kinds whose objects say that Crossplane composes them. */
function kindsIn(set: ManifestSet) {
  const composites = new Set<string>();
  const claims = new Set<string>();
  for (const xrd of set.ofKind('apiextensions.crossplane.io', 'CompositeResourceDefinition')) {
    const group = textIn(xrd, '/spec/group') ?? '';
    composites.add(`${group}/${textIn(xrd, '/spec/names/kind') ?? ''}`);
    claims.add(`${group}/${textIn(xrd, '/spec/claimNames/kind') ?? ''}`);
  }
  for (const composition of set.ofKind('apiextensions.crossplane.io', 'Composition')) {
    const apiVersion = textIn(composition, '/spec/compositeTypeRef/apiVersion');
    const kind = textIn(composition, '/spec/compositeTypeRef/kind') ?? '';
    if (apiVersion !== undefined) composites.add(`${groupOf(apiVersion)}/${kind}`);
  }
  return { composites, claims };
}
