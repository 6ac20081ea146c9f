import { findingsOf } from '../crossplane';
import { rule } from '../rule';

export const composedResourceInvalid = rule({
  id: 'composed-resource-invalid',
  category: 'crossplane',
  severity: 'error',
  summary:
    'What a composition composes is as the schema of its kind says, once base and patches are put together.',
  hint: 'write a value that the schema allows',
  source: 'https://docs.crossplane.io/latest/composition/compositions/',

  check: (_set, context) => findingsOf('composed-resource-invalid', context),
});
