import { findingsOf } from '../crossplane';
import { rule } from '../rule';

export const xrdSchemaDropped = rule({
  id: 'xrd-schema-dropped',
  category: 'crossplane',
  severity: 'error',
  summary: 'Nothing of the schema of an XRD gets lost in the CRD that Crossplane derives from it.',
  hint: 'move it below the first level of spec or status',
  source: 'https://github.com/crossplane/crossplane-runtime/blob/main/pkg/xcrd/crd.go',

  check: (_set, context) => findingsOf('xrd-schema-dropped', context),
});
