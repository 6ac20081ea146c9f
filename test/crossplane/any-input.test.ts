import fc from 'fast-check';
import { formatPointer, isManifest, ManifestSet, valueAt } from '../../lib/core';
import { lint, rules } from '../../lib/lint';
import * as schemas from '../../imports/schemas';
import { manifestsOf } from '../lint/support/rule-cases';
import { sample } from './support';

const crossplane = rules.filter(({ category }) => category === 'crossplane');
const documents = manifestsOf(
  sample({
    required: 'required: [size],',
    patches: `[{ fromFieldPath: spec.size, toFieldPath: spec.forProvider.identifier,
      transforms: [{ type: map, map: { small: a, large: b } }, { type: string, string: { type: Format, fmt: "%s" } }] }]`,
    input: 'patchSets: [{ name: a, patches: [{ fromFieldPath: spec.storage }] }]',
    more: 'readinessChecks: [{ type: NonEmpty, fieldPath: status.atProvider.endpoint }]',
  }),
);

const junk = fc.constantFrom<unknown>(
  ...[null, 0, 1.5, '', 'x', [], {}, [null], { a: null }, true, '[*]', 'a[', [[]], '%d%', '(?=x)'],
);

it('takes whatever stands in an XRD or a composition, and says it in words', () => {
  const places = documents.flatMap((document, i) =>
    pathsOf(document).map((path) => ({ document: i, path })),
  );
  fc.assert(
    fc.property(fc.constantFrom(...places), junk, ({ document, path }, value) => {
      const changed = structuredClone(documents);
      const holder = valueAt(changed[document], formatPointer(path.slice(0, -1)));
      (holder as Record<string, unknown>)[path.at(-1) ?? ''] = value;
      const set = ManifestSet.of(changed.filter(isManifest));
      for (const { message, hint } of lint(set, { schemas, rules: crossplane })) {
        expect(`${message} ${hint}`).not.toMatch(/undefined|\[object|NaN/);
      }
    }),
    { numRuns: Number(process.env['RUNS'] ?? 300) },
  );
});

function pathsOf(value: unknown, at: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return at.length > 0 ? [at] : [];
  const below = Object.entries(value).flatMap(([key, item]) => pathsOf(item, [...at, key]));
  return at.length > 0 ? [at, ...below] : below;
}
