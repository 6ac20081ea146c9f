import type * as Oci from '../../oci';
import { command } from '../command';
import { CliError } from '../errors';
import { openRegistry, registryFlags, withProgress } from '../registry';

export const pull = command({
  name: 'pull',
  summary: 'Pull an artifact, verify its digests, and write its files.',
  args: '<oci://host/repository:tag|@digest>',
  arity: { min: 1, max: 1 },
  example: 'cdk8s-gitops pull oci://ghcr.io/acme/manifests/core:v1.2.0 --output ./core',
  options: {
    output: { type: 'string', short: 'o', summary: 'folder to write to; files there are replaced' },
    ...registryFlags,
  },
  async run({ flags, args: [target = ''] }, world) {
    const { formatReference, parseReference, unpack, writeFolder } =
      require('../../oci') as typeof Oci;
    const { output } = flags;
    if (output === undefined || output === '') {
      throw new CliError('CLI_FLAG_VALUE', 'pull needs a folder', 'write --output <folder>');
    }
    const reference = parseReference(target);
    const registry = openRegistry(flags, world);
    try {
      const artifact = await withProgress(`pulling ${target}`, world, () =>
        registry.pull(reference),
      );
      writeFolder(world.disk, output, unpack(artifact));
      world.print(formatReference({ ...reference, identifier: artifact.digest }));
    } finally {
      registry.close();
    }
    return 0;
  },
});
