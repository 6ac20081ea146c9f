import type { World } from '../core';
import type { Content, SourceRef } from '../plan';
import type { Artifacts, FileTree, MissingTree } from '../render';
import { contentsOf } from './plan/contents';
import type { ReleasesStore } from './plan/releases-store';
import type { OpenRegistry } from './plan/resolve-state';

/**
 * The artifacts that `oci` generators ask for: those of this synth, by their digests, else those of
 * their registry. Which are asked for, and at which revision, only an expansion tells.
 */
export class ArtifactTrees {
  readonly #trees = new Map<string, FileTree | MissingTree>();
  readonly #asked = new Map<string, SourceRef>();

  /** @param open `undefined` asks no registry. */
  constructor(
    private readonly store: ReleasesStore,
    private readonly world: World,
    private readonly open: OpenRegistry | undefined,
  ) {}

  /**
   * Expands, gets the artifacts that were asked for, and expands again, until each is here or is
   * known not to be.
   */
  async settle<T>(expand: (artifacts: Artifacts) => T): Promise<T> {
    for (;;) {
      const found = expand(this.#find);
      if (!(await this.#pull())) return found;
    }
  }

  readonly #find: Artifacts = (repoURL, revision) => {
    const key = `${repoURL}\0${revision}`;
    const known = this.#trees.get(key);
    if (known) return known;
    const here = this.store.get(revision);
    if (here) return this.#keep(key, here);
    this.#asked.set(key, { repoURL, revision, path: '.', directory: {} });
    return undefined;
  };

  /** Gets what was asked for and is not here. @returns whether there was anything to get. */
  async #pull(): Promise<boolean> {
    const asked = [...this.#asked];
    if (asked.length === 0) return false;
    this.#asked.clear();
    const sources = asked.map(([, source]) => source);
    const contentOf = await contentsOf(sources, this.store, this.world, this.open);
    for (const [key, source] of asked) this.#keep(key, contentOf(source));
    return true;
  }

  #keep(key: string, content: Content): FileTree | MissingTree {
    const tree = treeOf(content);
    this.#trees.set(key, tree);
    return tree;
  }
}

function treeOf(content: Content): FileTree | MissingTree {
  if ('missing' in content) {
    return {
      missing: `cannot be read: ${content.missing}`,
      hint:
        content.hint ??
        'name its layout or folder below repositories in the inventory, or log in to its registry',
    };
  }
  const files = new Map(content.files.map(({ path, text }) => [path, text]));
  return { paths: [...files.keys()], read: (path) => files.get(path) ?? '' };
}
