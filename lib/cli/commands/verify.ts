import type { World } from '../../core';
import type * as Oci from '../../oci';
import type * as SideModule from '../artifact-side';
import type { Side, Stored } from '../artifact-side';
import { command } from '../command';
import { repositoryFlag, verifyFlags, type Demand } from '../demand';
import type * as DemandModule from '../demand';
import { CliError } from '../errors';
import { registryFlags, withRegistry } from '../registry';

export const verify = command({
  name: 'verify',
  summary: 'Verify who signed an artifact, or stated more about it.',
  args: '<oci://host/repository:tag|@digest|OCI layout[:name]> | <folder> <the same>',
  arity: { min: 1, max: 2 },
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
    repository: repositoryFlag,
    ...registryFlags,
  },
  async run({ flags, args: [first = '', second] }, world) {
    const { formatRepository, predicateType, proofsOf } = require('../../oci') as typeof Oci;
    const { attachmentsOf, byDigest, storedDigest } =
      require('../artifact-side') as typeof SideModule;
    const { demandsOf, missingOf, repositoryOf } = require('../demand') as typeof DemandModule;
    const demands = await demandsOf(flags.key, flags, world);
    if (!demands) throw nobodyNamed();
    const { content, side } = placesOf(first, second, world);
    const type = flags.type === undefined ? undefined : (predicateType(flags.type) ?? flags.type);
    const repository = repositoryOf(side, flags.repository);
    const asked = await demands(repository);
    const name = repository ? formatRepository(repository) : '';
    if (!asked && type !== undefined) throw anybody(`${flags.policy}`, name);
    const demand = asked && withType(asked, type, flags.policy !== undefined);
    const [reference, proofs] = await withRegistry(
      `verifying ${second ?? first}`,
      flags,
      world,
      async (open) => {
        const digest = await storedDigest(side, open, world);
        if (content) await checkContent(content, digest, side, world);
        const at = attachmentsOf(side, open, world);
        const found = demand ? await proofsOf(at, digest, demand.trust) : [];
        return [byDigest(side, digest), found] as const;
      },
    );
    const missing = demand ? missingOf(demand, proofs) : [];
    // What nobody need sign is not verified, and no failure.
    const verified = demand !== undefined && missing.length === 0;
    if (flags.output === 'json') {
      const required = demand !== undefined;
      world.print(JSON.stringify({ reference, required, verified, proofs }, null, 2));
    } else if (verified) world.print(reference);
    if (!demand) {
      world.report(`${flags.policy} lets anybody push to ${name}: nothing to verify`);
      return 0;
    }
    if (!verified) explain(reference, missing, proofs, world);
    else if (isHidden(proofs)) {
      world.report(
        'only the older signature is verified, and Flux from 2.8 does not see it beside a bundle: sign again',
      );
    }
    return verified ? 0 : 1;
  },
});

/** Where signatures are, and the folder that is to be what was signed. */
function placesOf(first: string, second: string | undefined, world: World) {
  const { parsePlace, refuseFolder } = require('../artifact-side') as typeof SideModule;
  const side = parsePlace(first, world);
  if (second !== undefined) {
    const content = side;
    if (content.kind === 'folder' || content.kind === 'file') {
      return { content, side: refuseFolder(parsePlace(second, world), 'verify') };
    }
    throw new CliError(
      'CLI_ARGUMENTS',
      `'${first}' is no plain folder: verify compares one with what was signed`,
      'verify each by itself',
    );
  }
  if (side.kind === 'registry' || side.kind === 'layout') return { content: undefined, side };
  throw new CliError(
    'CLI_INPUT_INVALID',
    `'${first}' is a plain ${side.kind}, which nobody signs`,
    `name what it was packed to as well: verify ${first} oci://host/repository:tag`,
  );
}

/** @throws {CliError} `CLI_NOT_SIGNED` where the folder is not what was signed. */
async function checkContent(
  content: Side,
  digest: Oci.Digest,
  side: Stored,
  world: World,
): Promise<void> {
  const { byDigest, readSide } = require('../artifact-side') as typeof SideModule;
  const packed = await readSide(content, nobody, world);
  if (packed.digest === digest || content.kind === 'registry') return;
  const reference = byDigest(side, digest);
  const place = side.kind === 'registry' ? `oci://${reference}` : reference;
  throw new CliError(
    'CLI_NOT_SIGNED',
    `'${content.folder}' packs to ${packed.digest}, which is not ${reference}`,
    `see what differs: cdk8s-gitops diff ${place} ${content.folder}`,
  );
}

function nobody(): never {
  throw new Error('a folder is in no registry');
}

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
