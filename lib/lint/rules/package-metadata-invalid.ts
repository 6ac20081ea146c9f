import { findingsOf } from '../crossplane';
import { rule } from '../rule';

export const packageMetadataInvalid = rule({
  id: 'package-metadata-invalid',
  category: 'crossplane',
  severity: 'error',
  summary: 'Crossplane can resolve what a package says in its crossplane.yaml.',
  hint: 'correct the entry',
  source: 'https://docs.crossplane.io/latest/packages/configurations/',

  check: (_set, context) => findingsOf('package-metadata-invalid', context),
});
