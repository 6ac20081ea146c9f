import { posix } from 'node:path';
import { argoGlob } from '../render';
import type { DirectoryOptions, ReleaseFile, SourceRef, Tool } from './types';

const MANIFEST_FILE = /\.(?:ya?ml|json|jsonnet)$/;
const KUSTOMIZATION = /^(?:kustomization\.ya?ml|Kustomization)$/;
const SKIP_MARKER = '+argocd:skip-file-rendering';

/** The files in the folder of a source, and below it. */
export function filesBelow(
  files: readonly ReleaseFile[],
  { path }: SourceRef,
): readonly ReleaseFile[] {
  const folder = posix.normalize(path);
  return folder === '.' ? files : files.filter((file) => file.path.startsWith(`${folder}/`));
}

/**
 * The tool that a source or the files of its folder ask for; `undefined` where Argo CD reads them.
 *
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/util/app/discovery/discovery.go
 */
export function toolOf(files: readonly ReleaseFile[], source: SourceRef): Tool | undefined {
  if (source.tool !== undefined) return source.tool;
  let found: Tool | undefined;
  for (const file of files) {
    const below = posix.relative(source.path, file.path);
    if (below.includes('/')) continue;
    if (below.endsWith('Chart.yaml')) found ??= 'Helm';
    if (KUSTOMIZATION.test(below)) found = 'Kustomize';
  }
  if (found !== undefined) return found;
  const isRead = readerOf(source.directory);
  const hasJsonnet = files.some(
    ({ path }) => path.endsWith('.jsonnet') && isRead(posix.relative(source.path, path)),
  );
  return hasJsonnet ? 'Jsonnet' : undefined;
}

/**
 * The files that a directory source reads, in byte order of their paths.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/directory/
 */
export function filesRead(
  files: readonly ReleaseFile[],
  { path, directory }: SourceRef,
): ReleaseFile[] {
  const isRead = readerOf(directory);
  return files
    .filter((file) => isRead(posix.relative(path, file.path)) && !file.text.includes(SKIP_MARKER))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function readerOf({ include = '', exclude = '', recurse = false }: DirectoryOptions) {
  const [included, excluded] = [globOf(include), globOf(exclude)];
  return (file: string): boolean => {
    if (file.startsWith('../') || (!recurse && file.includes('/'))) return false;
    if (!MANIFEST_FILE.test(file)) return false;
    return !(exclude !== '' && excluded(file)) && (include === '' || included(file));
  };
}

/** `*` and `?` also match `/`, `{a,b}` is either; a malformed pattern matches nothing. */
function globOf(glob: string): (file: string) => boolean {
  const pattern = glob === '' ? undefined : argoGlob(glob, '');
  return (file) => pattern?.test(file) ?? false;
}
