import type * as SideModule from '../artifact-side';
import { command } from '../command';
import { registryFlags, withRegistry } from '../registry';
import { keylessFlags } from '../signer';
import type * as SignerModule from '../signer';
import type * as SignArtifact from '../sign-artifact';

export const sign = command({
  name: 'sign',
  summary: 'Sign an artifact where it is, by a key or as a CI job.',
  args: '<oci://host/repository:tag|@digest|OCI layout[:name]>',
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
    const { attachmentsOf, byDigest, parsePlace, refuseFolder, storedDigest } =
      require('../artifact-side') as typeof SideModule;
    const { signerOf } = require('../signer') as typeof SignerModule;
    const { signArtifact, signLegacyToo } = require('../sign-artifact') as typeof SignArtifact;
    const side = refuseFolder(parsePlace(target, world), 'sign');
    const signer = await signerOf(flags, world, flags.legacy);
    const signed = await withRegistry(`signing ${target}`, flags, world, async (open) => {
      const digest = await storedDigest(side, open, world);
      const at = attachmentsOf(side, open, world);
      const isNew = await signArtifact(at, digest, signer, world);
      const isOlder = flags.legacy && (await signLegacyToo(at, digest, signer));
      if (!isNew && !isOlder) world.report('unchanged: this key has signed it already');
      return byDigest(side, digest);
    });
    world.print(signed);
    return 0;
  },
});
