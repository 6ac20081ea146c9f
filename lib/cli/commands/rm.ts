import type * as Oci from '../../oci';
import type * as SideModule from '../artifact-side';
import { command } from '../command';
import { CliError } from '../errors';
import type * as PinsModule from '../pins';
import { registryFlags, withRegistry } from '../registry';

export const rm = command({
  name: 'rm',
  summary: 'Remove a tag, or a digest with all its tags, that no ring runs.',
  args: '<oci://host/repository:tag|@digest|OCI layout[:name]>',
  arity: { min: 1, max: 1 },
  example: 'cdk8s-gitops rm oci://ghcr.io/acme/manifests/core:pr-17',
  options: {
    file: { type: 'string', short: 'f', default: 'releases.yaml', summary: 'what rings run' },
    force: { type: 'boolean', default: false, summary: 'remove even what a ring runs' },
    ...registryFlags,
  },
  async run({ flags, args: [target = ''] }, world) {
    const { formatReference, removeFromLayout } = require('../../oci') as typeof Oci;
    const { parsePlace, refuseFolder } = require('../artifact-side') as typeof SideModule;
    const { readPins } = require('../pins') as typeof PinsModule;
    const side = refuseFolder(parsePlace(target, world), 'rm');
    if (side.kind === 'layout') {
      world.print(`${side.folder}@${removeFromLayout(world.disk, side.folder, side.name)}`);
      return 0;
    }
    const { reference } = side;
    const { registry, repository, identifier } = reference;
    const pins = readPins(flags.file, world, false);
    const digest = await withRegistry(`removing ${target}`, flags, world, async (open) => {
      const found = await open().resolve(reference);
      const rings = pins.of(`${registry}/${repository}`, found, identifier);
      if (rings.length > 0 && !flags.force) {
        throw new CliError(
          'CLI_PINNED',
          `${formatReference(reference)} is what ${rings.join(', ')} runs`,
          `promote another release first, or give --force`,
        );
      }
      await open().remove(reference);
      return found;
    });
    world.print(formatReference({ ...reference, identifier: digest }));
    return 0;
  },
});
