import { findingsOf } from '../crossplane';
import { rule } from '../rule';

export const composedKindUnknown = rule({
  id: 'composed-kind-unknown',
  category: 'crossplane',
  severity: 'error',
  summary:
    'Every kind that a composition names is one whose schema is known, of a provider that is installed.',
  hint: 'lint it together with its definition',
  source: 'https://docs.crossplane.io/latest/composition/compositions/',

  check: (_set, context) => findingsOf('composed-kind-unknown', context),
});
