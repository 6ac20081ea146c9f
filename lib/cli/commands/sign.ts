import type * as Oci from '../../oci';
import { command } from '../command';
import type * as Keys from '../keys';
import { registryFlags, withRegistry } from '../registry';
import type * as SignArtifact from '../sign-artifact';

export const sign = command({
  name: 'sign',
  summary: 'Sign an artifact with a key, beside it in its registry.',
  args: '<oci://host/repository:tag|@digest>',
  arity: { min: 1, max: 1 },
  example: 'cdk8s-gitops sign oci://ghcr.io/acme/manifests/core:v1.2.0 --key env://SIGNING_KEY',
  options: {
    key: { type: 'string', summary: 'private key: a PEM file, or env://VARIABLE' },
    ...registryFlags,
  },
  async run({ flags, args: [target = ''] }, world) {
    const { formatReference, parseReference } = require('../../oci') as typeof Oci;
    const { signingKey } = require('../keys') as typeof Keys;
    const { signArtifact } = require('../sign-artifact') as typeof SignArtifact;
    const key = await signingKey(flags.key, world);
    const reference = parseReference(target);
    const signed = await withRegistry(`signing ${target}`, flags, world, async (open) => {
      const digest = await open().resolve(reference);
      const isNew = await signArtifact(open(), reference, digest, key, world);
      if (!isNew) world.report('unchanged: this key has signed it already');
      return formatReference({ ...reference, identifier: digest });
    });
    world.print(signed);
    return 0;
  },
});
