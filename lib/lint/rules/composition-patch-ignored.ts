import { findingsOf } from '../crossplane';
import { rule } from '../rule';

export const compositionPatchIgnored = rule({
  id: 'composition-patch-ignored',
  category: 'crossplane',
  severity: 'error',
  summary: 'No patch writes where nobody reads: of an XR, Crossplane takes the status only.',
  hint: 'write a field of status, and declare it in the XRD',
  source:
    'https://github.com/crossplane/crossplane/blob/main/contributing/specifications/functions.md',

  check: (_set, context) => findingsOf('composition-patch-ignored', context),
});
