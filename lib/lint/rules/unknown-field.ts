import { rule } from '../rule';
import { findingOf, schemaFindings } from '../schema-findings';

export const unknownField = rule({
  id: 'unknown-field',
  category: 'schema',
  severity: 'error',
  summary: 'Every field is one that its kind has: the API server drops others in silence.',
  hint: 'remove the field',
  source:
    'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#field-pruning',

  *check(_set, context) {
    for (const { at, violations } of schemaFindings(context)) {
      for (const violation of violations) {
        if (violation.code === 'unknown-field') yield findingOf(at, violation);
      }
    }
  },
});
