import { valueAt } from '../../core';
import { applicationSets } from '../application-sets';
import { rule } from '../rule';

export const clustersWithoutSelector = rule({
  id: 'clusters-without-selector',
  category: 'gitops',
  severity: 'warning',
  summary: "A clusters generator selects: without a selector it means Argo CD's own cluster too.",
  hint: 'select clusters by a label: selector: { matchLabels: { environment: production } }',
  source:
    'https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Cluster/',

  *check(_set, context) {
    for (const { at, generators } of applicationSets(context)) {
      for (const { kind, pointer, value } of generators) {
        if (kind !== 'clusters' || selects(valueAt(value, '/selector'))) continue;
        yield {
          at,
          pointer,
          message: "has no selector, so it means Argo CD's own cluster as well",
        };
      }
    }
  },
});

function selects(selector: unknown): boolean {
  return ['/matchLabels', '/matchExpressions'].some((pointer) => {
    const part = valueAt(selector, pointer);
    return typeof part === 'object' && part !== null && Object.keys(part).length > 0;
  });
}
