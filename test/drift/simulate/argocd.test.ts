import type { IgnoreDifference, Manifest } from '../../../lib/core';
import { simulateSync, type DiffStrategy, type KindSchema } from '../../../lib/testing';
import golden from './golden/argocd.json';

/** What Argo CD 3.5.1's own code says of an object, and what it would apply. */
interface Verdict {
  readonly desired: Manifest;
  readonly live: Manifest;
  readonly rules: readonly IgnoreDifference[];
  /** The fields that differ, by strategy. */
  readonly differs: Partial<Record<DiffStrategy, readonly string[]>>;
  /** The object applied with `RespectIgnoreDifferences=true`. */
  readonly respected: Manifest;
}

const verdicts = golden as unknown as readonly Verdict[];
const kinds = [...new Set(verdicts.map(({ desired }) => desired.kind))];

describe.each(kinds)('a %s', (kind) => {
  const cases = verdicts.filter(({ desired }) => desired.kind === kind);

  it.each<DiffStrategy>(['three-way', 'structured-merge', 'server-side'])(
    'differs as in Argo CD, %s',
    (strategy) => {
      for (const { desired, live, rules, differs } of cases) {
        const { diff } = simulateSync(desired, live, application(rules), { schemaOf });
        const { differences } = diff[strategy];
        const pointers = differences.map(({ pointer }) => pointer).sort();
        if (differs[strategy]) expect(pointers).toEqual(differs[strategy]);
      }
    },
  );

  it('is applied as Argo CD does with the respect option', () => {
    for (const { desired, live, rules, respected } of cases) {
      const options = ['RespectIgnoreDifferences=true'];
      const { applied } = simulateSync(desired, live, application(rules, options), { schemaOf });
      expect(applied).toEqual(respected);
    }
  });
});

/** Custom resources were compared by a schema that says nothing of them. */
const schemaOf = (): KindSchema => ({
  table: { shapes: [] },
  facts: { root: { 'x-kubernetes-preserve-unknown-fields': true } },
});

function application(ignoreDifferences: readonly IgnoreDifference[], syncOptions: string[] = []) {
  const destination = { namespace: 'shop' };
  return { spec: { destination, ignoreDifferences, syncPolicy: { syncOptions } } };
}
