import { findingsOf } from '../crossplane';
import { rule } from '../rule';

export const compositionPathUnknown = rule({
  id: 'composition-path-unknown',
  category: 'crossplane',
  severity: 'error',
  summary: 'Every field path of a composition leads to a field that the schema has.',
  hint: 'correct the path',
  source:
    'https://github.com/crossplane/crossplane/tree/v1.20.0/pkg/validation/apiextensions/v1/composition',

  check: (_set, context) => findingsOf('composition-path-unknown', context),
});
