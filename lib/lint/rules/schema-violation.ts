import { groupOf, type Manifest } from '../../core';
import type { Violation } from '../../schema';
import { rule } from '../rule';
import { findingOf, schemaFindings } from '../schema-findings';

export const schemaViolation = rule({
  id: 'schema-violation',
  category: 'schema',
  severity: 'error',
  summary:
    'Every object is as the schema of its kind and its rules in CEL say, once the API server filled in defaults.',
  hint: 'write a value that the schema allows',
  source:
    'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation',

  *check(_set, context) {
    for (const { at, violations } of schemaFindings(context)) {
      for (const violation of violations) {
        if (violation.code === 'unknown-field') continue;
        const finding = findingOf(at, violation);
        yield isTolerated(at, violation) ? { ...finding, severity: 'warning' } : finding;
      }
    }
  },
});

/** Built-in kinds take a list item twice, unless it is applied server-side. */
function isTolerated(at: Manifest, { code }: Violation): boolean {
  const group = groupOf(at);
  return code === 'duplicate-item' && (!group.includes('.') || group.endsWith('.k8s.io'));
}
