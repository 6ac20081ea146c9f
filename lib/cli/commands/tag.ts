import type * as Oci from '../../oci';
import type * as SideModule from '../artifact-side';
import { command } from '../command';
import { CliError } from '../errors';
import { registryFlags, withRegistry } from '../registry';

export const tag = command({
  name: 'tag',
  summary: 'Let more tags stand for what a tag or digest names.',
  args: '<oci://host/repository:tag|@digest|OCI layout[:name]> [tags]',
  arity: { min: 1, max: 100 },
  example: 'cdk8s-gitops tag oci://ghcr.io/acme/manifests/core:v1.2.0 stable',
  options: {
    tag: { type: 'string', short: 't', multiple: true, summary: 'the same as a tag behind it' },
    immutable: {
      type: 'boolean',
      default: false,
      summary: 'move no tag that stands for something else',
    },
    ...registryFlags,
  },
  async run({ flags, args: [target = '', ...more] }, world) {
    const { parseTag, tagLayout } = require('../../oci') as typeof Oci;
    const { parsePlace, refuseFolder } = require('../artifact-side') as typeof SideModule;
    const side = refuseFolder(parsePlace(target, world), 'tag');
    const tags = [...more, ...flags.tag].map(parseTag);
    if (tags.length === 0) {
      throw new CliError('CLI_ARGUMENTS', 'tag needs a new tag', 'write it behind the reference');
    }
    const { immutable } = flags;
    const tagged = await withRegistry(`tagging ${target}`, flags, world, async (open) => {
      if (side.kind === 'registry') return open().tag(side.reference, tags, { immutable });
      const found = tagLayout(world.disk, side.folder, side.name, tags, { immutable });
      return { ...found, reference: `${side.folder}@${found.digest}` };
    });
    const still = tags.filter((one) => !tagged.moved.includes(one));
    if (still.length > 0) world.report(`unchanged: ${still.join(', ')}`);
    world.print(tagged.reference);
    return 0;
  },
});
