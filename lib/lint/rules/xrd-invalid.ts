import { findingsOf } from '../crossplane';
import { rule } from '../rule';

export const xrdInvalid = rule({
  id: 'xrd-invalid',
  category: 'crossplane',
  severity: 'error',
  summary: 'Names, versions and claims of an XRD are such as the API server and Crossplane take.',
  hint: 'correct the XRD',
  source: 'https://docs.crossplane.io/latest/composition/composite-resource-definitions/',

  check: (_set, context) => findingsOf('xrd-invalid', context),
});
