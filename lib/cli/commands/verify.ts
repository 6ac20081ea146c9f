import type { World } from '../../core';
import type * as Oci from '../../oci';
import { command } from '../command';
import { CliError } from '../errors';
import { registryFlags, withRegistry } from '../registry';
import { identityFlags } from '../trust';
import type * as TrustModule from '../trust';

export const verify = command({
  name: 'verify',
  summary: 'Verify who signed an artifact, or stated more about it.',
  args: '<oci://host/repository:tag|@digest>',
  arity: { min: 1, max: 1 },
  example: 'cdk8s-gitops verify oci://ghcr.io/acme/manifests/core:v1.2.0 --key cosign.pub',
  options: {
    key: {
      type: 'string',
      multiple: true,
      summary: 'public key that may have signed, PEM or env://VARIABLE; may be repeated',
    },
    type: {
      type: 'string',
      summary: 'predicate that must be attested, such as https://slsa.dev/provenance/v1',
    },
    output: {
      type: 'string',
      short: 'o',
      values: ['reference', 'json'],
      default: 'reference',
      summary: 'the verified reference, or every statement',
    },
    ...identityFlags,
    ...registryFlags,
  },
  async run({ flags, args: [target = ''] }, world) {
    const { formatReference, parseReference, proofsOf, SIGNED } =
      require('../../oci') as typeof Oci;
    const { trustOf } = require('../trust') as typeof TrustModule;
    const trust = await trustOf(flags.key, flags, world);
    if (!trust) throw nobodyNamed();
    const at = parseReference(target);
    const [digest, proofs] = await withRegistry(
      `verifying ${target}`,
      flags,
      world,
      async (open) => {
        const found = await open().resolve(at);
        return [found, await proofsOf(open(), at, found, trust)] as const;
      },
    );
    const type = flags.type ?? SIGNED;
    const verified = proofs.some(({ statement }) => statement?.predicateType === type);
    const reference = formatReference({ ...at, identifier: digest });
    if (flags.output === 'json') {
      world.print(JSON.stringify({ reference, verified, proofs }, null, 2));
    } else if (verified) world.print(reference);
    if (!verified) explain(reference, type, proofs, world);
    return verified ? 0 : 1;
  },
});

function nobodyNamed(): CliError {
  return new CliError(
    'CLI_ARGUMENTS',
    'verify needs to know who may sign',
    'write --key <file>, or --certificate-identity and --certificate-oidc-issuer',
  );
}

function explain(
  reference: string,
  type: string,
  proofs: readonly Oci.ArtifactProof[],
  world: World,
): void {
  world.report(`not verified: ${reference}`);
  if (proofs.length === 0) world.report('  it has no signatures');
  for (const { digest, flaw, statement } of proofs) {
    const why = flaw ?? `attests ${statement?.predicateType}, not ${type}`;
    world.report(`  ${digest.slice(0, 19)} ${why}`);
  }
}
