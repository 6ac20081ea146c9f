import { applicationSets } from '../application-sets';
import { textAt } from '../applications';
import { rule } from '../rule';

export const rawClusterName = rule({
  id: 'raw-cluster-name',
  category: 'gitops',
  severity: 'warning',
  summary: 'Names made from a cluster use its normalized name: a raw one may be no valid name.',
  hint: 'write nameNormalized',
  source:
    'https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Cluster/',

  *check(_set, context) {
    for (const { at, goTemplate, generators } of applicationSets(context)) {
      if (!generators.some(({ kind }) => kind === 'clusters')) continue;
      const pointer = '/spec/template/metadata/name';
      const name = textAt(at, pointer) ?? '';
      const raw = /\{\{-?\s*(\.?name)\s*-?\}\}/.exec(name);
      if (!raw) continue;
      yield {
        at,
        pointer,
        message: `is '${name}', with the name of a cluster as it is: 'arn:aws:…', 'Prod_EU' are none for an Application`,
        hint: `write '${name.replace(raw[0], goTemplate ? '{{ .nameNormalized }}' : '{{nameNormalized}}')}'`,
      };
    }
  },
});
