import type { World } from '../core';
import type * as Oci from '../oci';

/**
 * Signs what a reference by digest names, unless this key has done so. Without a key of one's own each
 * signature is another.
 *
 * @returns whether a signature was written.
 */
export async function signArtifact(
  registry: Oci.Registry,
  at: Oci.Reference,
  digest: Oci.Digest,
  signer: Oci.Signer,
  world: World,
): Promise<boolean> {
  const { attachStatement, proofsOf, SIGNED } = require('../oci') as typeof Oci;
  if (signer.key) {
    const proofs = await proofsOf(registry, at, digest, { keys: [signer.key.public] });
    if (proofs.some(({ statement }) => statement?.predicateType === SIGNED)) return false;
  }
  const statement = { subjects: [digest], predicateType: SIGNED, predicate: {} };
  const created = new Date(world.now()).toISOString();
  await attachStatement(registry, { ...at, identifier: digest }, statement, signer, created);
  return true;
}
