import type * as Oci from '../oci';
import { missingOf, type Demands } from './demand';
import { CliError } from './errors';

/** @throws {CliError} `CLI_NOT_SIGNED` where what is demanded of a digest is not proved. */
export async function checkSigned(
  registry: Oci.Registry,
  repository: Oci.Repository,
  digest: string,
  demands: Demands,
): Promise<void> {
  const demand = await demands(repository);
  if (!demand) return;
  const { formatReference, proofsOf } = require('../oci') as typeof Oci;
  const proofs = await proofsOf(registry, repository, digest as Oci.Digest, demand.trust);
  const missing = missingOf(demand, proofs);
  if (missing.length === 0) return;
  const flaws = proofs.flatMap(({ flaw }) => (flaw === undefined ? [] : [flaw]));
  const why = proofs.length === 0 ? ['it has no signatures'] : [...missing, ...flaws];
  throw new CliError(
    'CLI_NOT_SIGNED',
    `${formatReference({ ...repository, identifier: digest })} is not signed by anybody of yours: ${why.join('; ')}`,
    'sign it with cdk8s-gitops sign, or name who did',
  );
}
