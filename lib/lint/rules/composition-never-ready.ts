import { findingsOf } from '../crossplane';
import { rule } from '../rule';

export const compositionNeverReady = rule({
  id: 'composition-never-ready',
  category: 'crossplane',
  severity: 'error',
  summary: 'Every composed resource can become ready, and by no other check than it has.',
  hint: 'check the condition Ready, or write type None',
  source: 'https://github.com/crossplane-contrib/function-patch-and-transform/blob/main/ready.go',

  check: (_set, context) => findingsOf('composition-never-ready', context),
});
