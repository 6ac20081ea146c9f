import { findingsOf } from '../crossplane';
import { rule } from '../rule';

export const xrdSchemaInvalid = rule({
  id: 'xrd-schema-invalid',
  category: 'crossplane',
  severity: 'error',
  summary:
    'The schema of an XRD is structural, its defaults valid, and its columns and scale paths read fields that are there.',
  hint: 'write a structural schema',
  source:
    'https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema',

  check: (_set, context) => findingsOf('xrd-schema-invalid', context),
});
