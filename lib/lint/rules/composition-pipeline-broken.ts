import { findingsOf } from '../crossplane';
import { rule } from '../rule';

export const compositionPipelineBroken = rule({
  id: 'composition-pipeline-broken',
  category: 'crossplane',
  severity: 'error',
  summary:
    'The pipeline of a composition runs: its functions are there, in an order that works, for an XR that exists.',
  hint: 'correct the pipeline',
  source: 'https://docs.crossplane.io/latest/composition/compositions/',

  check: (_set, context) => findingsOf('composition-pipeline-broken', context),
});
