import { dirname, posix } from 'node:path';
import type { World } from '../../core';
import type { State } from '../../plan';
import type * as Render from '../../render';
import { CliError } from '../errors';
import type * as LayoutTree from '../layout-tree';

const INVENTORY = 'inventory.yaml';

/** What an inventory says, as a plan takes it. */
export type Facts = Pick<State, 'clusters' | 'facts'>;

/** How the inventories of a plan were named. */
export interface InventoryFlags {
  readonly inventory?: string | undefined;
  readonly 'base-inventory'?: string | undefined;
}

/**
 * The inventory of each state: that of `--inventory` as the state's own revision has it, or the
 * `inventory.yaml` that lies beside its YAML, else the one of the working folder. A cluster that
 * went is seen only so.
 *
 * @throws {CliError} `CLI_INPUT_MISSING` for a file that is named and not there.
 */
export function inventoriesOf(
  [base, head]: readonly [OwnFiles, OwnFiles],
  flags: InventoryFlags,
  world: World,
): [Facts, Facts] {
  return [
    inventoryOf(base, flags['base-inventory'], flags.inventory, world),
    inventoryOf(head, undefined, flags.inventory, world),
  ];
}

/** The inventory of the working folder, or the file that was named; nothing where there is none. */
export function inventoryHere(named: string | undefined, world: World): Facts {
  const own = { name: '', isRevision: false, read: () => undefined };
  return inventoryOf(own, undefined, named, world);
}

/** The files beside a state's YAML. */
export interface OwnFiles {
  /** `HEAD~1`, for messages. */
  readonly name: string;
  /** Whether its files are those of a revision, not of the disk. */
  readonly isRevision: boolean;
  /** `undefined` where there is none. */
  read(path: string): string | undefined;
}

function inventoryOf(
  own: OwnFiles,
  forced: string | undefined,
  named: string | undefined,
  world: World,
): Facts {
  if (forced !== undefined) return parse(readNamed(forced, world), forced, forced, world);
  const file = named ?? INVENTORY;
  if (named !== undefined && !own.isRevision)
    return parse(readNamed(file, world), file, file, world);
  const text = own.read(posix.normalize(file));
  if (text !== undefined)
    return parse(text, own.isRevision ? `${own.name}:${file}` : file, file, world);
  if (named !== undefined) return parse(readNamed(file, world), file, file, world);
  const here = world.disk.read(INVENTORY)?.toString('utf8');
  return here === undefined ? {} : parse(here, INVENTORY, INVENTORY, world);
}

function readNamed(file: string, { disk }: World): string {
  const text = disk.read(file)?.toString('utf8');
  if (text !== undefined) return text;
  throw new CliError(
    'CLI_INPUT_MISSING',
    `there is no inventory '${file}'`,
    'name the file that lists your clusters: --inventory inventory.yaml',
  );
}

/** @param shown in messages. Folders in it start where the file lies in the working folder. */
function parse(text: string, shown: string, file: string, { disk }: World): Facts {
  const { inventoryInputs, parseInventory } = require('../../render') as typeof Render;
  const { layoutTree } = require('../layout-tree') as typeof LayoutTree;
  const options = { disk, folder: dirname(file), layout: layoutTree(disk) };
  const { clusters, ...facts } = inventoryInputs(parseInventory(text, shown), options);
  return { clusters, facts };
}
