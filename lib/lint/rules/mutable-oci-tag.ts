import { isOci, sourcesOf } from '../applications';
import { isDigest, isTemplated, looksLikeRegistry } from '../oci-reference';
import { rule } from '../rule';

export const mutableOciTag = rule({
  id: 'mutable-oci-tag',
  category: 'gitops',
  severity: 'warning',
  summary: 'A source in a registry is pinned by digest: whoever may push can move a tag.',
  hint: 'pin the digest, sha256:…, that the push printed',
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/oci/',

  *check(_set, context) {
    for (const { at, source } of sourcesOf(context)) {
      const { targetRevision = '', chart, repoURL } = source;
      const read = isOci(source) || (chart === undefined && looksLikeRegistry(repoURL));
      if (!read || isDigest(targetRevision) || isTemplated(targetRevision)) continue;
      yield {
        at,
        pointer: `${source.pointer}/targetRevision`,
        message:
          targetRevision === ''
            ? 'is missing, and a registry has no default revision'
            : `is '${targetRevision}', which the next push of it moves`,
        ...(targetRevision === '' ? { severity: 'error' as const } : {}),
      };
    }
  },
});
