import { posix } from 'node:path';
import { textAt } from '../applications';
import { kustomizations } from '../flux';
import { rule } from '../rule';

export const fluxPathNotPacked = rule({
  id: 'flux-path-not-packed',
  category: 'gitops',
  severity: 'warning',
  summary: 'The path of a Kustomization is a folder of the artifact that it reads.',
  hint: 'write the folder of a variant as it is in the artifact',
  source: 'https://fluxcd.io/flux/components/kustomize/kustomizations/#path',

  *check(set, context) {
    const { artifacts } = context;
    if (artifacts.length === 0) return;
    const folders = new Map(artifacts.map(({ repository, folder }) => [repository, folder]));
    const known = new Set<string>();
    for (const manifest of set) {
      let folder = posix.dirname(posix.join('/', set.originOf(manifest).file ?? ''));
      for (; !known.has(folder); folder = posix.dirname(folder)) known.add(folder);
    }
    for (const { at, sources } of kustomizations(context)) {
      const [source] = sources;
      const folder = folders.get(source?.repoURL.slice('oci://'.length) ?? '');
      if (folder === undefined || !source?.repoURL.startsWith('oci://')) continue;
      const root = posix.join('/', folder);
      const path = posix.join(root, source.path ?? '').replace(/(.)\/$/, '$1');
      if (!known.has(root) || known.has(path)) continue;
      yield {
        at,
        pointer: '/spec/path',
        message: `is '${textAt(at, '/spec/path') ?? '.'}', which ${folder} does not have`,
      };
    }
  },
});
