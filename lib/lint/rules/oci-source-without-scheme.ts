import { sourcesOf } from '../applications';
import { looksLikeRegistry } from '../oci-reference';
import { rule } from '../rule';

export const ociSourceWithoutScheme = rule({
  id: 'oci-source-without-scheme',
  category: 'gitops',
  severity: 'error',
  summary: 'A source in a registry starts with oci://, else Argo CD takes it for a git repository.',
  hint: "write 'oci://' in front of the registry",
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/oci/',

  *check(_set, context) {
    for (const { at, source } of sourcesOf(context)) {
      if (source.chart !== undefined || !looksLikeRegistry(source.repoURL)) continue;
      yield {
        at,
        pointer: `${source.pointer}/repoURL`,
        message: `is '${source.repoURL}', which Argo CD takes for a git repository`,
        hint: `write 'oci://${source.repoURL.replace(/^https?:\/\//, '')}'`,
      };
    }
  },
});
