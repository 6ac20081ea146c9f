import { isAbsolute, join } from 'node:path';
import type { Disk } from '../../core';
import type { FileTree, MissingTree, Repositories } from '../file-tree';
import type { Inventory } from '../inventory-types';
import { folderTree } from './folder-tree';

export interface ReadRepositoriesOptions {
  readonly disk: Disk;
  /** Where the folders of the inventory start from: its own folder. */
  readonly folder: string;
  /**
   * Reads an OCI image layout, a folder with an `oci-layout` in it.
   *
   * @param reference its key in the inventory: `oci://ghcr.io/acme/apps@sha256:…`
   */
  readonly layout?: (folder: string, reference: string) => FileTree | MissingTree;
}

/** Files of the repositories and artifacts of an inventory; each is looked at when it is asked for. */
export function readRepositories(
  { repositories }: Pick<Inventory, 'repositories'>,
  { disk, folder, layout }: ReadRepositoriesOptions,
): Repositories {
  const trees = new Map<string, FileTree | MissingTree>();
  for (const [url, path] of Object.entries(repositories)) {
    const place = isAbsolute(path) ? path : join(folder, path);
    if (disk.kindOf(place) !== 'directory') {
      trees.set(url, {
        missing: `is to be at '${path}', where there is no folder`,
        hint: `check it out at '${path}', or repair the path in the inventory`,
      });
    } else if (disk.kindOf(`${place}/oci-layout`) === 'file') {
      const read = layout ?? noLayout;
      trees.set(url, read(place, url));
    } else trees.set(url, folderTree(disk, place));
  }
  return trees;
}

function noLayout(folder: string): MissingTree {
  return {
    missing: `is at '${folder}', an OCI layout, which cannot be read here`,
    hint: 'unpack it: cdk8s-gitops pull --output <folder>',
  };
}
