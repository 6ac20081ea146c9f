import { findingsOf } from '../crossplane';
import { rule } from '../rule';

export const compositionScopeBroken = rule({
  id: 'composition-scope-broken',
  category: 'crossplane',
  severity: 'error',
  summary:
    'A namespaced XR composes into its own namespace; a cluster-scoped one names the namespace of each.',
  hint: 'compose kinds of the scope of the XR',
  source: 'https://docs.crossplane.io/latest/composition/composite-resources/',

  check: (_set, context) => findingsOf('composition-scope-broken', context),
});
