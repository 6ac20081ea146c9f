import { escapeToken, valueAt, type Manifest } from '../../core';
import { canonicalQuantity } from '../../drift';
import { show } from '../../schema';
import { exposed, fightOf } from '../exposure';
import { rule } from '../rule';

export const nonCanonicalValue = rule({
  id: 'non-canonical-value',
  category: 'drift',
  number: 'DRIFT008',
  severity: 'warning',
  summary: 'Quantities and durations in custom resources are as their controllers write them back.',
  hint: 'write the canonical form, or set knownTypeFields in argocd-cm',
  source:
    'https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/#known-kubernetes-types-in-crds-resource-limits-volume-mounts-etc',

  *check(set, context) {
    for (const one of exposed(context)) {
      const { at, claim } = one;
      const { pointer, repair } = claim;
      const value = valueAt(at, pointer);
      if (repair.do !== 'write' || typeof value !== 'string') continue;
      const edits = [{ do: 'set' as const, pointer, value: repair.value }];
      yield {
        ...written(at, pointer, value, repair.value),
        fight: fightOf(one),
        fixes: [{ at, edits }],
      };
    }
    // Its webhook sends the whole object back through Go's types.
    for (const at of set.ofKind('postgresql.cnpg.io', 'Cluster')) {
      for (const { pointer, value } of quantitiesIn(at)) {
        const canonical = canonicalQuantity(String(value));
        if (canonical === undefined || canonical === value) continue;
        const edits = [{ do: 'set' as const, pointer, value: canonical }];
        yield { ...written(at, pointer, value, canonical), fixes: [{ at, edits }] };
      }
    }
  },
});

function written(at: Manifest, pointer: string, value: unknown, canonical: unknown) {
  const message = `is ${show(value)}, which is written back as ${show(canonical)}`;
  return { at, pointer, message, hint: `write ${show(canonical)}` };
}

/** Maps of quantities that its Go types have. */
const QUANTITIES = [
  '/spec/resources/requests',
  '/spec/resources/limits',
  '/spec/ephemeralVolumesSizeLimit',
];

function* quantitiesIn(at: Manifest) {
  for (const pointer of QUANTITIES) {
    const map = valueAt(at, pointer);
    if (typeof map !== 'object' || map === null) continue;
    for (const [name, value] of Object.entries(map)) {
      if (typeof value !== 'string' && typeof value !== 'number') continue;
      yield { pointer: `${pointer}/${escapeToken(name)}`, value };
    }
  }
}
