import type * as SideModule from '../artifact-side';
import { command } from '../command';
import { registryFlags, withRegistry } from '../registry';

export const resolve = command({
  name: 'resolve',
  summary: 'Print the digest that a tag, a layout or a folder stands for.',
  args: '<oci://host/repository:tag|OCI layout[:name]|folder>',
  arity: { min: 1, max: 1 },
  example: 'cdk8s-gitops resolve oci://ghcr.io/acme/manifests/core:v1.2.0',
  options: {
    output: {
      type: 'string',
      short: 'o',
      values: ['reference', 'digest', 'json'],
      default: 'reference',
      summary: 'host/repository@sha256:…, the digest alone, or both',
    },
    ...registryFlags,
  },
  async run({ flags, args: [target = ''] }, world) {
    const { byDigest, parseSide, readSide, storedDigest } =
      require('../artifact-side') as typeof SideModule;
    const side = parseSide(target, world);
    const digest = await withRegistry(`asking for ${target}`, flags, world, async (open) =>
      side.kind === 'registry' || side.kind === 'layout'
        ? storedDigest(side, open, world)
        : (await readSide(side, open, world)).digest,
    );
    const reference = byDigest(side, digest);
    const text = { reference, digest, json: JSON.stringify({ reference, digest }, null, 2) };
    world.print(text[flags.output]);
    return 0;
  },
});
