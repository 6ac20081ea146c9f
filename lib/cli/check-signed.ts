import type * as Oci from '../oci';
import { CliError } from './errors';

/** @throws {CliError} `CLI_NOT_SIGNED` where nobody who may sign signed the digest. */
export async function checkSigned(
  registry: Oci.Registry,
  repository: Oci.Repository,
  digest: string,
  trust: Oci.Trust,
): Promise<void> {
  const { formatReference, proofsOf, SIGNED } = require('../oci') as typeof Oci;
  const proofs = await proofsOf(registry, repository, digest as Oci.Digest, trust);
  if (proofs.some(({ statement }) => statement?.predicateType === SIGNED)) return;
  const flaws = proofs.map((one) => one.flaw ?? `attests ${one.statement?.predicateType}`);
  throw new CliError(
    'CLI_NOT_SIGNED',
    `${formatReference({ ...repository, identifier: digest })} is not signed by anybody of yours: ${flaws.join('; ') || 'it has no signatures'}`,
    'sign it with cdk8s-gitops sign, or name who did',
  );
}
