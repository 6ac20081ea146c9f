import { valueAt } from '../../core';
import { textAt } from '../applications';
import { rule } from '../rule';

export const fluxTagMutable = rule({
  id: 'flux-tag-mutable',
  category: 'gitops',
  severity: 'warning',
  summary:
    'An OCIRepository is pinned by digest, or says who must have signed: whoever may push can move a tag.',
  hint: 'write ref.digest, sha256:…, that the push printed, or verify',
  source: 'https://fluxcd.io/flux/components/source/ocirepositories/#reference',

  *check(set) {
    for (const at of set.ofKind('source.toolkit.fluxcd.io', 'OCIRepository')) {
      if (textAt(at, '/spec/ref/digest') ?? textAt(at, '/spec/ref/semver')) continue;
      if (valueAt(at, '/spec/verify') !== undefined) continue;
      const tag = textAt(at, '/spec/ref/tag');
      yield {
        at,
        pointer: '/spec/ref',
        message: `is ${tag === undefined ? "missing, and means the tag 'latest'" : `the tag '${tag}'`}, which the next push of it moves`,
      };
    }
  },
});
