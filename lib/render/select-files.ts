import { compareBytes } from '../template';
import { ExpansionFailure } from './failure';
import type { FileTree } from './file-tree';
import { artifactMatcher, doublestarMatcher } from './glob/doublestar';
import { pathspecMatcher, PathspecError } from './glob/pathspec';

/** One item of `directories` or `files`. */
export interface TraversedPath {
  readonly path: string;
  readonly exclude: boolean;
}

/**
 * How patterns of files are read: as `git ls-files` does, Argo CD's default, or as with its
 * `--enable-new-git-file-globbing`.
 */
export type Globbing = 'pathspec' | 'doublestar';

export interface SelectOptions {
  /** `artifact`: doublestar over files alone, as the repo server reads an unpacked artifact. */
  readonly globbing: Globbing | 'artifact';
  /** Of `patterns`, for messages. */
  readonly pointer: string;
}

/**
 * The files that a pattern includes and none excludes, in byte order.
 *
 * @throws {ExpansionFailure} for a pattern that is refused, and for a folder that one matches.
 */
export function selectFiles(
  patterns: readonly TraversedPath[],
  tree: FileTree,
  { globbing, pointer }: SelectOptions,
): string[] {
  const found = new Set<string>();
  for (const wanted of [false, true]) {
    patterns.forEach(({ path, exclude }, i) => {
      if (exclude !== wanted) return;
      for (const file of filesAt(path, tree, { globbing, pointer: `${pointer}/${i}/path` })) {
        if (exclude) found.delete(file);
        else found.add(file);
      }
    });
  }
  return [...found].sort(compareBytes);
}

function filesAt(pattern: string, tree: FileTree, options: SelectOptions): string[] {
  const { globbing, pointer } = options;
  if (globbing !== 'pathspec') return globbed(pattern, tree, options);
  try {
    return tree.paths.filter(pathspecMatcher(pattern === '' ? '.' : pattern));
  } catch (error) {
    if (!(error instanceof PathspecError)) throw error;
    throw new ExpansionFailure(`unable to list files. pattern ${pattern}: ${error.message}`, {
      hint: 'write the pattern from the top of the repository: apps/*/config.yaml',
      pointer,
    });
  }
}

function globbed(pattern: string, tree: FileTree, { globbing, pointer }: SelectOptions): string[] {
  const isArtifact = globbing === 'artifact';
  const matches = isArtifact ? artifactMatcher(pattern) : doublestarMatcher(pattern);
  if (!matches) {
    const what = isArtifact ? 'match' : 'list';
    throw new ExpansionFailure(
      `unable to ${what} files. pattern ${pattern}: syntax error in pattern`,
      { hint: 'close every [ and {', pointer },
    );
  }
  // In git folders match too, hidden ones included, and Argo CD then fails to read them as files.
  const top = /^[./]*$/.test(pattern) ? '.' : undefined;
  const folder = isArtifact
    ? undefined
    : (top ?? foldersIn(tree).find((path) => matches(`${path}/`)));
  if (folder !== undefined) {
    throw new ExpansionFailure(
      `unable to read files. pattern ${pattern}: read ${folder}: is a directory`,
      { hint: 'write a pattern that no folder matches: apps/**/config.yaml', pointer },
    );
  }
  return tree.paths.filter((path) => matches(path));
}

/** Every folder, with git's own, which is there in Argo CD's checkout. */
function foldersIn({ paths }: FileTree): string[] {
  const found = new Set(['.git']);
  for (const path of paths) {
    for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
      found.add(path.slice(0, end));
    }
  }
  return [...found].sort(compareBytes);
}
