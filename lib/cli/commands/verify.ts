import type { World } from '../../core';
import type * as Oci from '../../oci';
import { command } from '../command';
import { verifyFlags, type Demand } from '../demand';
import type * as DemandModule from '../demand';
import { CliError } from '../errors';
import { registryFlags, withRegistry } from '../registry';

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
    ...verifyFlags,
    ...registryFlags,
  },
  async run({ flags, args: [target = ''] }, world) {
    const { formatReference, formatRepository, parseReference, predicateType, proofsOf } =
      require('../../oci') as typeof Oci;
    const { demandsOf, missingOf } = require('../demand') as typeof DemandModule;
    const demands = await demandsOf(flags.key, flags, world);
    if (!demands) throw nobodyNamed();
    const at = parseReference(target);
    const type = flags.type === undefined ? undefined : (predicateType(flags.type) ?? flags.type);
    const asked = await demands(at);
    if (!asked) {
      if (type !== undefined) throw anybody(`${flags.policy}`, formatRepository(at));
      world.report(
        `${flags.policy} lets anybody push to ${formatRepository(at)}: nothing to verify`,
      );
      return 0;
    }
    const demand = withType(asked, type, flags.policy !== undefined);
    const [digest, proofs] = await withRegistry(
      `verifying ${target}`,
      flags,
      world,
      async (open) => {
        const found = await open().resolve(at);
        return [found, await proofsOf(open(), at, found, demand.trust)] as const;
      },
    );
    const missing = missingOf(demand, proofs);
    const verified = missing.length === 0;
    const reference = formatReference({ ...at, identifier: digest });
    if (flags.output === 'json') {
      world.print(JSON.stringify({ reference, verified, proofs }, null, 2));
    } else if (verified) world.print(reference);
    if (!verified) explain(reference, missing, proofs, world);
    else if (isHidden(proofs)) {
      world.report(
        'only the older signature is verified, and Flux from 2.8 does not see it beside a bundle: sign again',
      );
    }
    return verified ? 0 : 1;
  },
});

/** What a policy asks for stays asked for; of keys and identities a type takes the signature's place. */
function withType(asked: Demand, type: string | undefined, isPolicy: boolean): Demand {
  if (type === undefined) return asked;
  return { ...asked, needs: [...(isPolicy ? asked.needs : []), { type }] };
}

function anybody(policy: string, repository: string): CliError {
  return new CliError(
    'CLI_NOT_SIGNED',
    `${policy} lets anybody push to ${repository}: nobody's statement counts there`,
    'leave --type out, or name who may sign in that rule',
  );
}

function nobodyNamed(): CliError {
  return new CliError(
    'CLI_ARGUMENTS',
    'verify needs to know who may sign',
    'write --key <file>, --policy <file>, or --certificate-identity and --certificate-oidc-issuer',
  );
}

/** Whether what is verified is of before cosign 3, beside bundles of which none is. */
function isHidden(proofs: readonly Oci.ArtifactProof[]): boolean {
  const bundles = proofs.filter(({ legacy }) => legacy !== true);
  return bundles.length > 0 && bundles.every(({ statement }) => statement === undefined);
}

function explain(
  reference: string,
  missing: readonly string[],
  proofs: readonly Oci.ArtifactProof[],
  world: World,
): void {
  world.report(`not verified: ${reference}`);
  if (proofs.length === 0) return world.report('  it has no signatures');
  for (const text of missing) world.report(`  ${text}`);
  for (const { digest, flaw, statement } of proofs) {
    world.report(`  ${digest.slice(0, 19)} ${flaw ?? `attests ${statement?.predicateType}`}`);
  }
}
