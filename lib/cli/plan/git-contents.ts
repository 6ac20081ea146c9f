import type { Content, ReleaseFile, SourceRef } from '../../plan';
import type { FileTree, MissingTree, Repositories } from '../../render';
import type * as Render from '../../render';

/**
 * The files of git sources whose repository an inventory names. A folder that it names for all
 * revisions is that of the one revision that is asked for; of two it can be only one, so that it
 * is read for none.
 *
 * @param sources all that a plan reads, of both states.
 * @param repositories of both inventories; the later goes first.
 */
export function gitContents(
  sources: readonly SourceRef[],
  repositories: readonly (Repositories | undefined)[],
): (source: SourceRef) => Content | undefined {
  const { findTree } = require('../../render') as typeof Render;
  const named: Repositories = new Map(repositories.flatMap((one) => [...(one ?? [])]));
  const trees = new Map<string, FileTree | MissingTree>();
  const revisions = new Map<FileTree | MissingTree, Set<string>>();
  for (const source of sources) {
    const { repoURL, revision } = source;
    const tree = repoURL.startsWith('oci://') ? undefined : findTree(named, repoURL, revision);
    if (!tree) continue;
    trees.set(keyOf(source), tree);
    revisions.set(tree, (revisions.get(tree) ?? new Set<string>()).add(revision));
  }
  const contents = new Map(
    [...trees].map(([key, tree]) => [key, revisions.get(tree)?.size === 1 ? filesOf(tree) : ONE]),
  );
  return (source) => contents.get(keyOf(source));
}

const ONE: Content = {
  missing:
    'the inventory names one folder for several revisions; name <url>@<revision> for each to compare them',
  notRead: true,
};

function filesOf(tree: FileTree | MissingTree): Content {
  if ('missing' in tree) return { missing: `its repository ${tree.missing}`, notRead: true };
  return { files: tree.paths.map((path) => new TreeFile(tree, path)) };
}

/** Read when it is asked for: a repository holds more than one source reads. */
class TreeFile implements ReleaseFile {
  #text: string | undefined;

  constructor(
    private readonly tree: FileTree,
    readonly path: string,
  ) {}

  get text(): string {
    return (this.#text ??= this.tree.read(this.path));
  }
}

function keyOf({ repoURL, revision }: SourceRef): string {
  return `${repoURL}\0${revision}`;
}
