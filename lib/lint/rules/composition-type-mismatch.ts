import { findingsOf } from '../crossplane';
import { rule } from '../rule';

export const compositionTypeMismatch = rule({
  id: 'composition-type-mismatch',
  category: 'crossplane',
  severity: 'error',
  summary:
    'What a patch writes is of the type, and one of the values, that its target takes, through every transform.',
  hint: 'add a transform that converts the value',
  source:
    'https://github.com/crossplane/crossplane/tree/v1.20.0/pkg/validation/apiextensions/v1/composition',

  check: (_set, context) => findingsOf('composition-type-mismatch', context),
});
