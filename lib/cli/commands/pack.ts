import { basename, resolve } from 'node:path';
import type { World } from '../../core';
import type * as Oci from '../../oci';
import type * as Xpkg from '../../xpkg';
import { command } from '../command';
import { withProgress } from '../registry';

export const pack = command({
  name: 'pack',
  summary: 'Pack a folder into an OCI image layout and print its digest.',
  example: 'cdk8s-gitops pack --path dist/core-stack',
  options: {
    path: {
      type: 'string',
      short: 'p',
      default: 'dist',
      summary: 'folder to pack; no links, no .git',
    },
    out: { type: 'string', default: '.gitops/oci', summary: 'OCI image layout to add it to' },
    name: { type: 'string', summary: 'its name in the layout; default the name of the folder' },
    xpkg: {
      type: 'boolean',
      default: false,
      summary: 'as a Configuration package for Crossplane, of crossplane.yaml and its YAML',
    },
    output: {
      type: 'string',
      short: 'o',
      values: ['text', 'json'],
      default: 'text',
      summary: 'the digest alone, or what was packed',
    },
  },
  async run({ flags }, world) {
    const oci = require('../../oci') as typeof Oci;
    const name = flags.name ?? basename(resolve(world.cwd, flags.path));
    const artifact = await withProgress(`packing ${flags.path}`, world, () =>
      flags.xpkg ? packXpkg(world, flags.path) : oci.pack(oci.listFolder(world.disk, flags.path)),
    );
    oci.writeLayout(world.disk, flags.out, new Map([[name, artifact]]));
    const { digest, files, layer } = artifact;
    const facts = { digest, name, layout: flags.out, sizeBytes: layer.bytes.length, files };
    world.print(flags.output === 'json' ? JSON.stringify(facts, null, 2) : digest);
    return 0;
  },
});

async function packXpkg({ disk }: Pick<World, 'disk'>, path: string) {
  const oci = require('../../oci') as typeof Oci;
  const xpkg = require('../../xpkg') as typeof Xpkg;
  return Promise.resolve(xpkg.packXpkg(oci.readFolder(disk, path), `folder '${path}'`));
}
