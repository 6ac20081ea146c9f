import { dirname } from 'node:path';
import type * as Core from '../../core';
import type { World } from '../../core';
import type * as Yaml from '../../core/yaml';
import type * as Render from '../../render';
import type * as Trees from '../artifact-trees';
import { command, type Values } from '../command';
import type * as Config from '../config';
import { CliError } from '../errors';
import type * as Table from '../fleet-table';
import type * as Layout from '../layout-tree';
import type * as Files from '../manifest-files';
import type * as Store from '../plan/releases-store';
import { openRegistry, registryFlags } from '../registry';
import type * as Reporters from '../reporters';
import type * as Json from '../reporters/json';

export const preview = command({
  name: 'preview',
  summary: 'Show the Applications that Argo CD would make, without a cluster.',
  args: '[files|folders]',
  arity: { min: 0, max: Infinity },
  example: 'cdk8s-gitops preview dist/hub --inventory inventory.yaml',
  options: {
    inventory: {
      type: 'string',
      short: 'i',
      default: 'inventory.yaml',
      summary: 'file that lists clusters, repositories and recorded answers',
    },
    output: {
      type: 'string',
      short: 'o',
      values: ['table', 'yaml', 'json'],
      default: 'table',
      summary: 'how to show the Applications',
    },
    lenient: {
      type: 'boolean',
      default: false,
      summary: 'expand what can be, where the controller would freeze a whole set',
    },
    strict: { type: 'boolean', default: false, summary: 'exit 1 on warnings too' },
    'no-pull': {
      type: 'boolean',
      default: false,
      summary: 'ask no registry for artifacts that are not here',
    },
    ...registryFlags,
  },
  async run({ flags, args }, world) {
    const { ManifestSet } = require('../../core') as typeof Core;
    const { readManifestFiles } = require('../manifest-files') as typeof Files;
    const { expandFleet, groupFleet, inventoryInputs, parseInventory } =
      require('../../render') as typeof Render;
    const { layoutTree } = require('../layout-tree') as typeof Layout;
    const { fleetTable } = require('../fleet-table') as typeof Table;
    const { readConfig } = require('../config') as typeof Config;

    const inventory = world.disk.read(flags.inventory);
    if (inventory === undefined) {
      throw new CliError(
        'CLI_INPUT_MISSING',
        `there is no inventory '${flags.inventory}'`,
        'name the file that lists your clusters: --inventory inventory.yaml',
      );
    }
    const inputs = inventoryInputs(parseInventory(inventory.toString('utf8'), flags.inventory), {
      disk: world.disk,
      folder: dirname(flags.inventory),
      layout: layoutTree(world.disk),
    });
    const { clusters } = inputs;
    const given = readManifestFiles(args.length > 0 ? args : ['dist/hub'], world.disk);
    const mode = flags.lenient ? 'lenient' : 'controller';
    const set = new ManifestSet(given.entries);
    const { argocd } = readConfig(world).targets;
    const fleet = await withArtifacts(flags, world, (artifacts) =>
      expandFleet(set, { ...inputs, mode, artifacts, argocd }),
    );
    const { applications } = fleet;
    const diagnostics = [...given.diagnostics, ...fleet.diagnostics];

    if (flags.output === 'json') {
      const { detailsOf } = require('../reporters/json') as typeof Json;
      world.print(
        JSON.stringify({ applications, diagnostics: diagnostics.map(detailsOf) }, null, 2),
      );
    } else {
      if (flags.output === 'yaml') {
        const { emitDocuments } = require('../../core/yaml') as typeof Yaml;
        world.print(emitDocuments(applications).replace(/\n$/, ''));
      } else world.print(fleetTable(groupFleet(applications, clusters)));
      if (diagnostics.length > 0) {
        const { reporters } = require('../reporters') as typeof Reporters;
        world.report(reporters[0].render({ ...given, diagnostics }));
      }
    }
    return diagnostics.some((d) => flags.strict || d.severity === 'error') ? 1 : 0;
  },
});

type RegistryFlags = Values<typeof registryFlags> & { readonly 'no-pull': boolean };

/** With what `oci` generators ask for: out of this synth, else out of its registry. */
async function withArtifacts(
  flags: RegistryFlags,
  world: World,
  expand: (artifacts: Render.Artifacts) => Render.Fleet,
): Promise<Render.Fleet> {
  const { ArtifactTrees } = require('../artifact-trees') as typeof Trees;
  const { ReleasesStore } = require('../plan/releases-store') as typeof Store;
  const store = new ReleasesStore();
  store.addLayout(world.disk, '.gitops/oci');
  let registry: ReturnType<typeof openRegistry> | undefined;
  const open = () => (registry ??= openRegistry(flags, world));
  const trees = new ArtifactTrees(store, world, flags['no-pull'] ? undefined : open);
  try {
    return await trees.settle(expand);
  } finally {
    registry?.close();
  }
}
