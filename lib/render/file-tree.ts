import { compareBytes } from '../template';

/** The files of one revision of a repository, or of one artifact. */
export interface FileTree {
  /** Paths from its top, `apps/web/config.yaml`; of a git repository those that are tracked. */
  readonly paths: readonly string[];
  /** Content of one of `paths`. */
  read(path: string): string;
}

/** A repository that is named, but not there. */
export interface MissingTree {
  /** `is to be at './checkouts/apps', where there is nothing` */
  readonly missing: string;
  readonly hint: string;
}

/**
 * Repositories and artifacts by URL. A key `<url>@<revision>` or, for artifacts, `<url>:<tag>` goes
 * before one without a revision, which stands for all of them.
 */
export type Repositories = ReadonlyMap<string, FileTree | MissingTree>;

/**
 * Finds an artifact that the inventory does not name: of this synth, or of its registry.
 *
 * @param repoURL `oci://ghcr.io/acme/apps`
 * @returns `undefined` where nothing can be said about it.
 */
export type Artifacts = (repoURL: string, revision: string) => FileTree | MissingTree | undefined;

/** Files given as they are: path to content. */
export function fileTree(files: Readonly<Record<string, string>>): FileTree {
  return { paths: Object.keys(files), read: (path) => files[path] ?? '' };
}

export function findTree(
  repositories: Repositories,
  url: string,
  revision: string,
): FileTree | MissingTree | undefined {
  const exact =
    repositories.get(`${url}@${revision}`) ??
    (url.startsWith('oci://') ? repositories.get(`${url}:${revision}`) : undefined) ??
    repositories.get(url);
  if (exact) return exact;
  const wanted = normalizeUrl(url);
  return [...repositories].find(([key]) => normalizeUrl(key) === wanted)?.[1];
}

/** A URL as Argo CD compares it: without case, `.git` and the forms of SSH. */
export function normalizeUrl(url: string): string {
  const lower = url.trim().toLowerCase();
  const ssh = /^(?:ssh:\/\/)?([^/@]+@[^:/]+)[:/](.*)$/.exec(lower);
  return (ssh ? `${ssh[1] ?? ''}/${ssh[2] ?? ''}` : lower).replace(/\.git$/, '');
}

const directories = new WeakMap<FileTree, readonly string[]>();

/**
 * Folders as Argo CD walks them: each before what is in it, names in byte order; those whose name
 * starts with a dot, and what is in them, are left out.
 */
export function directoriesOf(tree: FileTree): readonly string[] {
  const known = directories.get(tree);
  if (known) return known;
  const found = new Set<string>();
  for (const path of tree.paths) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      const folder = path.slice(0, end);
      if (found.has(folder)) break;
      found.add(folder);
    }
  }
  // A slash sorts before any letter of a name: `a`, `a/b`, `a-b`.
  const walked = [...found]
    .filter((folder) => !/(?:^|\/)\./.test(folder))
    .sort((a, b) => compareBytes(a.replace(/\//g, '\0'), b.replace(/\//g, '\0')));
  directories.set(tree, walked);
  return walked;
}
