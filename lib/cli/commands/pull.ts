import type * as Oci from '../../oci';
import { command } from '../command';
import { CliError } from '../errors';
import type * as CheckSigned from '../check-signed';
import { verifyFlags } from '../demand';
import type * as DemandModule from '../demand';
import { registryFlags, withRegistry } from '../registry';

export const pull = command({
  name: 'pull',
  summary: 'Pull an artifact, verify its digests, and write its files.',
  args: '<oci://host/repository:tag|@digest>',
  arity: { min: 1, max: 1 },
  example: 'cdk8s-gitops pull oci://ghcr.io/acme/manifests/core:v1.2.0 --output ./core',
  options: {
    output: { type: 'string', short: 'o', summary: 'folder to write to; files there are replaced' },
    'verify-key': {
      type: 'string',
      multiple: true,
      summary: 'refuse what no such key signed, PEM or env://VARIABLE; may be repeated',
    },
    ...verifyFlags,
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
    const { demandsOf } = require('../demand') as typeof DemandModule;
    const { checkSigned } = require('../check-signed') as typeof CheckSigned;
    const demands = await demandsOf(flags['verify-key'], flags, world);
    const artifact = await withRegistry(`pulling ${target}`, flags, world, async (open) => {
      const pulled = await open().pull(reference);
      // By digest: what a tag stands for may change in between.
      if (demands) await checkSigned(open(), reference, pulled.digest, demands);
      return pulled;
    });
    writeFolder(world.disk, output, unpack(artifact));
    world.print(formatReference({ ...reference, identifier: artifact.digest }));
    return 0;
  },
});
