import { basename, resolve } from 'node:path';
import type * as Oci from '../../oci';
import { command } from '../command';
import { CliError } from '../errors';
import { folderFlags, packFolder } from '../pack-folder';

export const pack = command({
  name: 'pack',
  summary: 'Pack a folder into an OCI image layout and print its digest.',
  example: 'cdk8s-gitops pack --path dist/core-stack',
  options: {
    path: { type: 'string', short: 'p', default: 'dist', summary: 'folder to pack' },
    out: { type: 'string', default: '.gitops/oci', summary: 'OCI image layout to add it to' },
    name: { type: 'string', summary: 'its name in the layout; default the name of the folder' },
    xpkg: {
      type: 'boolean',
      default: false,
      summary: 'as a Configuration package for Crossplane, of crossplane.yaml and its YAML',
    },
    ...folderFlags,
    output: {
      type: 'string',
      short: 'o',
      values: ['text', 'json'],
      default: 'text',
      summary: 'the digest alone, or what was packed',
    },
  },
  async run({ flags }, world) {
    const { writeLayout } = require('../../oci') as typeof Oci;
    const { path, out, xpkg, profile = xpkg ? 'xpkg' : 'gitops' } = flags;
    if (xpkg && profile !== 'xpkg') {
      throw new CliError(
        'CLI_FLAG_VALUE',
        `--xpkg and --profile ${profile} do not go together`,
        'leave one of them out',
      );
    }
    const name = flags.name ?? basename(resolve(world.cwd, path));
    const packed = await packFolder(path, { ...flags, profile }, world);
    const named = packed.map(({ suffix, artifact }) => ({ name: `${name}${suffix}`, artifact }));
    writeLayout(world.disk, out, new Map(named.map((one) => [one.name, one.artifact])));
    const facts = named.map(({ name: shown, artifact: { digest, files, layer } }) => {
      return { digest, name: shown, layout: out, sizeBytes: layer.bytes.length, files };
    });
    const all = flags.shards === undefined ? facts[0] : facts;
    const digests = facts.map(({ digest }) => digest).join('\n');
    world.print(flags.output === 'json' ? JSON.stringify(all, null, 2) : digests);
    return 0;
  },
});
