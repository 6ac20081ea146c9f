import { posix } from 'node:path';
import { argoGlob } from '../render';
import type { DirectoryOptions, ReleaseFile, SourceRef, Tool } from './types';

const MANIFEST_FILE = /\.(?:ya?ml|json|jsonnet)$/;
const KUSTOMIZATION = /^(?:kustomization\.ya?ml|Kustomization)$/;
const SKIP_MARKER = '+argocd:skip-file-rendering';

const IS_PATTERN = /[*?[\]{}\\]/;

/** A folder of a release, looked through once however many sources read it. */
interface Folder {
  /** Its files, and those below it. */
  readonly files: readonly ReleaseFile[];
  /** Those that can be manifests, by their path in the folder, in byte order. */
  readonly manifests: ReadonlyMap<string, ReleaseFile>;
  /** The tool that its files ask for. */
  readonly tool: Tool | undefined;
  readonly hasJsonnet: boolean;
}

const folders = new WeakMap<readonly ReleaseFile[], Map<string, Folder>>();

/** The files in the folder of a source, and below it. */
export function filesBelow(
  files: readonly ReleaseFile[],
  { path }: SourceRef,
): readonly ReleaseFile[] {
  return folderOf(files, path).files;
}

/**
 * The tool that a source or the files of its folder ask for; `undefined` where Argo CD reads them.
 *
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/util/app/discovery/discovery.go
 */
export function toolOf(files: readonly ReleaseFile[], source: SourceRef): Tool | undefined {
  const folder = folderOf(files, source.path);
  const tool = source.tool ?? folder.tool;
  if (tool !== undefined || !folder.hasJsonnet) return tool;
  const read = manifestsOf(folder, source.directory);
  return read.some(({ path }) => path.endsWith('.jsonnet')) ? 'Jsonnet' : undefined;
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
  const read = manifestsOf(folderOf(files, path), directory);
  return read.filter(({ text }) => !text.includes(SKIP_MARKER));
}

function folderOf(files: readonly ReleaseFile[], path: string): Folder {
  let known = folders.get(files);
  if (!known) folders.set(files, (known = new Map<string, Folder>()));
  let folder = known.get(path);
  if (!folder) known.set(path, (folder = lookThrough(files, posix.normalize(path))));
  return folder;
}

function lookThrough(all: readonly ReleaseFile[], path: string): Folder {
  const prefix = path === '.' ? '' : `${path}/`;
  const files = prefix === '' ? all : all.filter((file) => file.path.startsWith(prefix));
  const manifests = files
    .filter((file) => MANIFEST_FILE.test(file.path))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const direct = files
    .map((file) => file.path.slice(prefix.length))
    .filter((name) => !name.includes('/'));
  const hasChart = direct.some((name) => name.endsWith('Chart.yaml'));
  const isKustomization = direct.some((name) => KUSTOMIZATION.test(name));
  return {
    files,
    manifests: new Map(manifests.map((file) => [file.path.slice(prefix.length), file])),
    tool: isKustomization ? 'Kustomize' : hasChart ? 'Helm' : undefined,
    hasJsonnet: manifests.some((file) => file.path.endsWith('.jsonnet')),
  };
}

/** The manifests of a folder that a source asks for; a name without pattern needs no search. */
function manifestsOf(
  { manifests }: Folder,
  { include = '', exclude = '', recurse = false }: DirectoryOptions,
): ReleaseFile[] {
  const included = include === '' ? () => true : globOf(include);
  const excluded = exclude === '' ? () => false : globOf(exclude);
  const names = include === '' || IS_PATTERN.test(include) ? manifests.keys() : [include];
  const read: ReleaseFile[] = [];
  for (const name of names) {
    const file = manifests.get(name);
    if (!file || (!recurse && name.includes('/'))) continue;
    if (included(name) && !excluded(name)) read.push(file);
  }
  return read;
}

/** `*` and `?` also match `/`, `{a,b}` is either; a malformed pattern matches nothing. */
function globOf(glob: string): (file: string) => boolean {
  const pattern = argoGlob(glob, '');
  return (file) => pattern?.test(file) ?? false;
}
