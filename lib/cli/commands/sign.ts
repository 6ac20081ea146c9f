import type * as Oci from '../../oci';
import { command } from '../command';
import { registryFlags, withRegistry } from '../registry';
import { keylessFlags } from '../signer';
import type * as SignerModule from '../signer';
import type * as SignArtifact from '../sign-artifact';

export const sign = command({
  name: 'sign',
  summary: 'Sign an artifact in its registry, by a key or as a CI job.',
  args: '<oci://host/repository:tag|@digest>',
  arity: { min: 1, max: 1 },
  example: 'cdk8s-gitops sign oci://ghcr.io/acme/manifests/core:v1.2.0 --key env://SIGNING_KEY',
  options: {
    key: { type: 'string', summary: 'private key: a PEM file, or env://VARIABLE' },
    legacy: {
      type: 'boolean',
      default: false,
      summary: 'sign in the form of before cosign 3 as well, for Flux before 2.8',
    },
    ...keylessFlags,
    ...registryFlags,
  },
  async run({ flags, args: [target = ''] }, world) {
    const { formatReference, parseReference } = require('../../oci') as typeof Oci;
    const { signerOf } = require('../signer') as typeof SignerModule;
    const { signArtifact, signLegacyToo, refuseLegacy } =
      require('../sign-artifact') as typeof SignArtifact;
    if (flags.legacy) refuseLegacy(flags.keyless);
    const signer = await signerOf(flags, world);
    const reference = parseReference(target);
    const signed = await withRegistry(`signing ${target}`, flags, world, async (open) => {
      const digest = await open().resolve(reference);
      const isNew = await signArtifact(open(), reference, digest, signer, world);
      const isOlder = flags.legacy && (await signLegacyToo(open(), reference, digest, signer));
      if (!isNew && !isOlder) world.report('unchanged: this key has signed it already');
      return formatReference({ ...reference, identifier: digest });
    });
    world.print(signed);
    return 0;
  },
});
