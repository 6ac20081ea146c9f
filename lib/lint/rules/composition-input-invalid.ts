import { findingsOf } from '../crossplane';
import { rule } from '../rule';

export const compositionInputInvalid = rule({
  id: 'composition-input-invalid',
  category: 'crossplane',
  severity: 'error',
  summary: 'The input of function-patch-and-transform is one that the function takes.',
  hint: 'write the field as the function has it',
  source:
    'https://github.com/crossplane-contrib/function-patch-and-transform/tree/main/input/v1beta1',

  check: (_set, context) => findingsOf('composition-input-invalid', context),
});
