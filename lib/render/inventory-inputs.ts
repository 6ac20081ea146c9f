import type { GeneratorInputs } from './generator';
import type { Inventory } from './inventory-types';
import { readRepositories, type ReadRepositoriesOptions } from './repositories/read-repositories';

/** All that an inventory says, as generators take it; files of repositories are read when asked for. */
export function inventoryInputs(
  inventory: Inventory,
  options: ReadRepositoriesOptions,
): GeneratorInputs {
  const { newGitFileGlobbing = false, ...facts } = inventory;
  return {
    ...facts,
    repositories: readRepositories(inventory, options),
    globbing: newGitFileGlobbing ? 'doublestar' : 'pathspec',
  };
}
