import type * as Oci from '../../oci';
import type * as SideModule from '../artifact-side';
import { command } from '../command';
import { CliError } from '../errors';
import type * as CheckSigned from '../check-signed';
import { repositoryFlag, verifyFlags } from '../demand';
import type * as DemandModule from '../demand';
import { limitOf, registryFlags, sizeLimitOf, withRegistry } from '../registry';

export const pull = command({
  name: 'pull',
  summary: 'Pull an artifact, verify its digests, and write its files.',
  args: '<oci://host/repository:tag|@digest|OCI layout[:name]>',
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
    repository: repositoryFlag,
    'max-size': {
      type: 'string',
      summary: 'megabytes that it may have, packed and unpacked; default 1074, a GiB',
    },
    'max-files': { type: 'string', summary: 'files that it may have; default 200000' },
    ...registryFlags,
  },
  async run({ flags, args: [target = ''] }, world) {
    const { unpack, writeFolder } = require('../../oci') as typeof Oci;
    const { attachmentsOf, byDigest, parsePlace, readSide, refuseFolder } =
      require('../artifact-side') as typeof SideModule;
    const { output } = flags;
    if (output === undefined || output === '') {
      throw new CliError('CLI_FLAG_VALUE', 'pull needs a folder', 'write --output <folder>');
    }
    const side = refuseFolder(parsePlace(target, world), 'pull');
    const limits = {
      limitBytes: sizeLimitOf(flags['max-size']),
      limitFiles: limitOf('max-files', flags['max-files']),
    };
    const { demandsOf, repositoryOf } = require('../demand') as typeof DemandModule;
    const { checkSigned } = require('../check-signed') as typeof CheckSigned;
    const demands = await demandsOf(flags['verify-key'], flags, world);
    const repository = repositoryOf(side, flags.repository);
    const artifact = await withRegistry(`pulling ${target}`, flags, world, async (open) => {
      const pulled = await readSide(side, open, world);
      // By digest: what a tag stands for may change in between.
      if (demands) {
        await checkSigned(attachmentsOf(side, open, world), repository, pulled.digest, demands);
      }
      return pulled;
    });
    writeFolder(world.disk, output, unpack(artifact, limits));
    world.print(byDigest(side, artifact.digest));
    return 0;
  },
});
