import type * as Oci from '../oci';
import { missingOf, type Demands } from './demand';
import { CliError } from './errors';

/**
 * @param repository whose rule of a policy counts; `undefined` for a layout that is of none.
 * @throws {CliError} `CLI_NOT_SIGNED` where what is demanded of a digest is not proved.
 */
export async function checkSigned(
  at: Oci.Attachments,
  repository: Oci.Repository | undefined,
  digest: Oci.Digest,
  demands: Demands,
): Promise<void> {
  const demand = await demands(repository);
  if (!demand) return;
  const { proofsOf } = require('../oci') as typeof Oci;
  const proofs = await proofsOf(at, digest, demand.trust);
  const missing = missingOf(demand, proofs);
  if (missing.length === 0) return;
  const flaws = proofs.flatMap(({ flaw }) => (flaw === undefined ? [] : [flaw]));
  const why = proofs.length === 0 ? ['it has no signatures'] : [...missing, ...flaws];
  throw new CliError(
    'CLI_NOT_SIGNED',
    `${at.name}@${digest} is not signed by anybody of yours: ${why.join('; ')}`,
    'sign it with cdk8s-gitops sign, or name who did',
  );
}
