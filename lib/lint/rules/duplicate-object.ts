import { posix } from 'node:path';
import { formatKey, keyOf, type Manifest, type ManifestSet } from '../../core';
import { rule } from '../rule';

export const duplicateObject = rule({
  id: 'duplicate-object',
  category: 'gitops',
  severity: 'error',
  summary: 'No two manifests that are deployed together are of one object.',
  hint: 'keep one of them, or give them different names or namespaces',
  source:
    'https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#fail-the-sync-if-a-shared-resource-is-found',

  *check(set) {
    const seen = new Map<string, Manifest>();
    for (const at of set) {
      if (!isText(at.metadata.name) || !isText(at.metadata.namespace ?? 'x')) continue;
      const key = `${folderOf(set, at)}\0${formatKey(keyOf(at))}`;
      const first = seen.get(key);
      if (first === undefined) seen.set(key, at);
      else yield { at, message: `is declared twice: ${placeOf(set, first)} declares it too` };
    }
  },
});

/** Names that are no texts, or none, are for the schema to report. */
function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

/** What one folder holds is deployed together; other folders may be variants of it. */
function folderOf(set: ManifestSet, manifest: Manifest): string {
  const { file } = set.originOf(manifest);
  return file === undefined ? '' : posix.dirname(file);
}

function placeOf(set: ManifestSet, manifest: Manifest): string {
  const { constructPath, file, lineOf } = set.originOf(manifest);
  if (constructPath !== undefined) return `construct ${constructPath}`;
  if (file === undefined) return 'another manifest of the set';
  const line = lineOf?.('');
  return line === undefined ? file : `${file}:${line}`;
}
