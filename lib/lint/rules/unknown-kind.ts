import { groupOf, nearest, versionOf, type Manifest } from '../../core';
import { META_GROUP } from '../../crossplane/meta-group';
import type { Context } from '../context';
import { rule, type Finding } from '../rule';
import { endOf } from '../deprecation';

export const unknownKind = rule({
  id: 'unknown-kind',
  category: 'schema',
  severity: 'warning',
  summary: 'Every kind is one whose schema is known, so that its objects are checked.',
  hint: 'pass the folder of its CRD with --crds, or run `cdk8s-gitops import <its CRD>`',
  source:
    'https://kubernetes.io/docs/concepts/extend-kubernetes/api-extension/custom-resources/#customresourcedefinitions',

  *check(set, context) {
    for (const at of set) {
      // What a package says of itself is given to no API server.
      if (groupOf(at) === META_GROUP) continue;
      if (context.kindOf(at) || endOf(at, context)?.removed) continue;
      yield findingFor(at, context);
    }
  },
});

function findingFor(at: Manifest, { schemas, targets: { kubernetes } }: Context): Finding {
  const { apiVersion, kind } = at;
  const group = groupOf(at);
  const served = schemas.servedVersions?.(group, kind, { kubernetes }) ?? [];
  const [best] = served;
  if (best !== undefined) {
    const now = group === '' ? best : `${group}/${best}`;
    return {
      at,
      pointer: '/apiVersion',
      message: `is '${apiVersion}', which has no ${kind}; it is served as ${served.join(', ')}`,
      severity: 'error',
      hint: `write 'apiVersion: ${now}'`,
    };
  }
  const meant = nearest(kind, schemas.kindsOf?.(group, { kubernetes }) ?? []);
  if (meant !== undefined && meant !== kind) {
    return {
      at,
      pointer: '/kind',
      message: `is '${kind}', which ${group || 'the core group'} does not have`,
      severity: 'error',
      hint: `did you mean '${meant}'? write that`,
    };
  }
  const version = group === '' ? versionOf(at) : apiVersion;
  return { at, pointer: '/kind', message: `is '${kind}' of ${version}, whose schema is unknown` };
}
