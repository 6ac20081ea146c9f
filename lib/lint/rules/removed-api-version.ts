import { groupOf } from '../../core';
import { endOf } from '../deprecation';
import { rule } from '../rule';

export const removedApiVersion = rule({
  id: 'removed-api-version',
  category: 'deprecations',
  severity: 'error',
  summary: 'Every API version is served by the release that the manifests are for.',
  hint: 'move the object to a version that is served',
  source: 'https://kubernetes.io/docs/reference/using-api/deprecation-guide/',

  *check(set, context) {
    for (const at of set) {
      const end = endOf(at, context);
      const pointer = '/apiVersion';
      if (end) {
        const { deprecatedIn, removedIn, replacementApi } = end.facts;
        const what = end.removed ? `removed in ${removedIn}` : `deprecated since ${deprecatedIn}`;
        const later = !end.removed && removedIn ? `, to be removed in ${removedIn}` : '';
        yield {
          at,
          pointer,
          message: `is '${at.apiVersion}', ${what}${later}; the target is ${end.target}`,
          severity: end.removed ? 'error' : 'warning',
          ...(replacementApi ? { hint: `write 'apiVersion: ${replacementApi}'` } : {}),
        };
      } else if (context.kindOf(at)?.facts.served === false) {
        const served = context.schemas.servedVersions?.(groupOf(at), at.kind) ?? [];
        const [best] = served;
        yield {
          at,
          pointer,
          message: `is '${at.apiVersion}', which no API server serves any more`,
          ...(best ? { hint: `write 'apiVersion: ${groupOf(at)}/${best}'` } : {}),
        };
      }
    }
  },
});
