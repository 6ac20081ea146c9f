import { posix } from 'node:path';
import type { ManifestSet } from '../../core';
import { isTemplated } from '../oci-reference';
import { deliveries, type Reader } from '../pipeline/readers';
import type { Push } from '../pipeline/commands';
import { rule } from '../rule';

export const pathNotPacked = rule({
  id: 'path-not-packed',
  category: 'gitops',
  severity: 'error',
  summary: 'The path of a source is a folder of the artifact that the pipeline packs.',
  hint: "write the path as it is in the artifact: '.' is the folder that is packed",
  source: 'https://argo-cd.readthedocs.io/en/stable/user-guide/oci/',

  *check(set, context) {
    for (const { push, feeds, misses } of deliveries(context)) {
      const root = packedFolder(push);
      if (root === undefined) continue;
      for (const reader of [...feeds, ...misses.slice(0, 1)]) {
        if (reader.by !== 'argocd' || !lacks(set, root, reader)) continue;
        yield {
          at: reader.at,
          pointer: `${reader.pointer}/path`,
          message: `is '${reader.path}', which ${push.path}, packed by ${push.step.file}:${push.step.line}, does not have`,
        };
      }
    }
  },
});

/** The packed folder as the set names files; a pipeline runs in the root of its repository. */
function packedFolder({ path, step }: Push): string | undefined {
  if (path === undefined || path === '' || posix.isAbsolute(path)) return undefined;
  const root = step.file.replace(/\.github\/workflows\/[^/]*$|[^/]*$/, '');
  return posix.join(root, path);
}

/** Only where files of the packed folder are in the set can a missing one be told. */
function lacks(set: ManifestSet, root: string, { path }: Reader): boolean {
  if (path === undefined || isTemplated(path)) return false;
  const files = [...set].map((manifest) => set.originOf(manifest).file ?? '');
  const within = (folder: string) =>
    folder === './' || files.some((file) => file.startsWith(folder));
  const folder = (name: string) => `${posix.normalize(name).replace(/\/$/, '')}/`;
  return within(folder(root)) && !within(folder(posix.join(root, path)));
}
