import { WRITE } from '../repair-texts';
import { defaultRows, rowClaims } from '../rows';
import type { Writer } from '../writer';

const POLICIES = ['kyverno.io/ClusterPolicy', 'kyverno.io/Policy'];

const ROWS = [
  ...defaultRows(
    POLICIES,
    {
      '.spec.rules[].skipBackgroundRequests': true,
      '.spec.rules[].validate.allowExistingViolations': true,
      '.spec.rules[].context[].apiCall.method': 'GET',
      '.spec.rules[].verifyImages[].mutateDigest': true,
      '.spec.rules[].verifyImages[].required': true,
      '.spec.rules[].verifyImages[].useCache': true,
      '.spec.rules[].verifyImages[].verifyDigest': true,
    },
    { repair: WRITE, source: 'https://github.com/kyverno/kyverno/issues/9451' },
  ),
];

/** What the API server fills in below the rules of Kyverno policies. */
export const kyvernoDefaults: Writer = {
  name: 'kyverno-defaults',
  title: 'API server, defaults of Kyverno policies',
  source: 'https://kyverno.io/docs/installation/platform-notes/#notes-for-argocd-users',
  fields: ROWS,
  claims: (set) => rowClaims(set, ROWS),
};
