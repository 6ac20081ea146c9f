import { isOci, sourcesOf } from '../applications';
import { rule } from '../rule';

export const ociSourceWithoutPath = rule({
  id: 'oci-source-without-path',
  category: 'gitops',
  severity: 'error',
  summary: 'A source in a registry has a path: Argo CD refuses it without, even for the root.',
  hint: "write 'path: .' for the root of the artifact",
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/oci/',

  *check(_set, context) {
    for (const { at, source } of sourcesOf(context)) {
      if (!isOci(source) || source.chart !== undefined) continue;
      if (!source.path) yield { at, pointer: source.pointer, message: 'has no path' };
    }
  },
});
