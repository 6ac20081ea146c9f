import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '../../lib/core';
import { expandApplicationSet, type ClusterFacts } from '../../lib/render';

/** What Argo CD 3.5.1's own generators and renderer make of each ApplicationSet, recorded. */
interface Recorded {
  readonly fleets: readonly (readonly ClusterFacts[])[];
  readonly cases: readonly Case[];
}

interface Case {
  readonly title: string;
  /** Index of the fleet. */
  readonly clusters: number;
  readonly spec: Readonly<Record<string, unknown>>;
  readonly noNamespace?: boolean;
  readonly applications?: readonly unknown[];
  /** Argo CD's message, where ours is the same. */
  readonly error?: string;
  /** Argo CD refuses it, with a message that ours words differently. */
  readonly refused?: boolean;
}

const file = join(__dirname, 'golden', 'argocd.json');
const { fleets, cases } = JSON.parse(readFileSync(file, 'utf8')) as Recorded;
const failure = 'application-set-fails';

test.each(cases)('expands as Argo CD does: $title', (recorded) => {
  const { spec, noNamespace, applications, error } = recorded;
  const metadata = { name: 's', ...(noNamespace ? {} : { namespace: 'argocd' }) };
  const set = { apiVersion: 'argoproj.io/v1alpha1', kind: 'ApplicationSet', metadata, spec };
  const clusters = fleets[recorded.clusters] ?? [];
  const expansion = expandApplicationSet(structuredClone(set), { clusters });
  const failures = expansion.diagnostics.filter(({ rule }) => rule === failure);

  if (applications) {
    expect(failures).toEqual([]);
    const names = (list: readonly unknown[]) =>
      [...list].sort((a, b) => (text(a) < text(b) ? -1 : 1));
    expect(names(expansion.applications.map(bodyOf))).toEqual(names(applications));
  } else {
    expect(expansion.applications).toEqual([]);
    if (error === undefined) expect(failures).not.toEqual([]);
    else expect(failures.map(({ message }) => message).join('\n')).toContain(error);
  }
});

/** Argo CD gives clusters and merged sets in random order: both sides are compared sorted. */
function text(value: unknown): string {
  return JSON.stringify(value, Object.keys(flat(value)).sort());
}

function flat(value: unknown): Record<string, true> {
  const keys: Record<string, true> = {};
  JSON.stringify(value, (key, inner: unknown) => {
    keys[key] = true;
    return inner;
  });
  return keys;
}

function bodyOf({ metadata, spec, operation }: Manifest): unknown {
  return { metadata, spec, ...(operation === undefined ? {} : { operation }) };
}
