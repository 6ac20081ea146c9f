import { escapeToken, valueAt, type Manifest, type ManifestSet } from '../../core';
import { show } from '../../schema';
import { canonicalDuration, canonicalQuantity } from '../canonical';
import { rule } from '../rule';

/** Custom resources that their controllers write back in full, with what they hold. */
const ROLLOUT_CONTAINERS = ['/spec/template/spec/containers', '/spec/template/spec/initContainers'];
const QUANTITIES: Readonly<Record<string, readonly string[]>> = {
  'argoproj.io/Rollout': ROLLOUT_CONTAINERS,
  'postgresql.cnpg.io/Cluster': ['/spec'],
  'monitoring.coreos.com/Prometheus': ['/spec'],
  'monitoring.coreos.com/Alertmanager': ['/spec'],
};
const DURATIONS: Readonly<Record<string, readonly string[]>> = {
  'cert-manager.io/Certificate': ['/spec/duration', '/spec/renewBefore'],
  'cert-manager.io/CertificateRequest': ['/spec/duration'],
};

export const nonCanonicalValue = rule({
  id: 'non-canonical-value',
  category: 'drift',
  number: 'DRIFT008',
  severity: 'warning',
  summary: 'Quantities and durations in custom resources are as their controllers write them back.',
  hint: 'write the canonical form, or set knownTypeFields in argocd-cm',
  source:
    'https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/#known-kubernetes-types-in-crds-resource-limits-volume-mounts-etc',

  *check(set) {
    for (const [kind, places] of Object.entries(QUANTITIES)) {
      for (const at of ofKind(set, kind)) {
        for (const place of places) {
          for (const { pointer, value } of quantitiesAt(at, place)) {
            yield* compared(at, pointer, value, canonicalQuantity(value));
          }
        }
      }
    }
    for (const [kind, pointers] of Object.entries(DURATIONS)) {
      for (const at of ofKind(set, kind)) {
        for (const pointer of pointers) {
          const value = valueAt(at, pointer);
          if (typeof value === 'string') {
            yield* compared(at, pointer, value, canonicalDuration(value));
          }
        }
      }
    }
  },
});

function* compared(at: Manifest, pointer: string, value: unknown, canonical: string | undefined) {
  if (canonical === undefined || canonical === value) return;
  yield {
    at,
    pointer,
    message: `is ${show(value)}, which the controller writes back as ${show(canonical)}`,
    hint: `write ${show(canonical)}`,
    fight: {
      writer: `the controller of ${at.kind}`,
      outcome: 'OutOfSync for ever',
      applications: [],
    },
    fixes: [{ at, edits: [{ do: 'set' as const, pointer, value: canonical }] }],
  };
}

function ofKind(set: ManifestSet, kind: string) {
  const slash = kind.indexOf('/');
  return set.ofKind(kind.slice(0, slash), kind.slice(slash + 1));
}

function* quantitiesAt(at: Manifest, place: string) {
  const holder = valueAt(at, place);
  const list = Array.isArray(holder) ? holder.map((_, i) => `${place}/${i}`) : [place];
  for (const base of list) {
    for (const part of ['requests', 'limits']) {
      const pointer = `${base}/resources/${part}`;
      const map = valueAt(at, pointer);
      if (typeof map !== 'object' || map === null) continue;
      for (const [name, value] of Object.entries(map)) {
        if (typeof value !== 'string' && typeof value !== 'number') continue;
        yield { pointer: `${pointer}/${escapeToken(name)}`, value };
      }
    }
  }
}
