import { posix } from 'node:path';
import type { DirectoryOptions, ReleaseFile, SourceRef } from './types';

/** What makes Argo CD render a folder with a tool instead of reading its files. */
const TOOL_FILES: Readonly<Record<string, string>> = {
  'Chart.yaml': 'Helm',
  'kustomization.yaml': 'Kustomize',
  'kustomization.yml': 'Kustomize',
  Kustomization: 'Kustomize',
};
const MANIFEST_FILE = /\.(?:ya?ml|json)$/;
const SKIPPED = /^\s*#\s*\+argocd:skip-file-rendering/m;

/** The tool that the files of a source's folder ask for; `undefined` where Argo CD reads them. */
export function toolOf(files: readonly ReleaseFile[], { path }: SourceRef): string | undefined {
  for (const file of files) {
    const below = posix.relative(path, file.path);
    if (Object.hasOwn(TOOL_FILES, below)) return TOOL_FILES[below];
  }
  return undefined;
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
    .filter((file) => isRead(posix.relative(path, file.path)) && !SKIPPED.test(file.text))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

function readerOf({ include, exclude, recurse = false }: DirectoryOptions) {
  const [included, excluded] = [globOf(include), globOf(exclude)];
  return (file: string): boolean => {
    if (file.startsWith('../') || (!recurse && file.includes('/'))) return false;
    if (!MANIFEST_FILE.test(file) || excluded?.test(file)) return false;
    return included?.test(file) ?? true;
  };
}

/** `*` and `?` also match `/`, `{a,b}` is either. */
function globOf(glob: string | undefined): RegExp | undefined {
  if (glob === undefined || glob === '') return undefined;
  const pattern = glob.replace(/\*+|[.+^$()|[\]\\?{},]/g, (token) => {
    if (token.startsWith('*')) return '.*';
    return { '?': '.', '{': '(?:', '}': ')', ',': '|' }[token] ?? `\\${token}`;
  });
  return new RegExp(`^(?:${pattern})$`, 's');
}
