import type { World } from '../core';
import type * as Oci from '../oci';

/**
 * Signs what a digest names, unless this key has done so. Without a key of one's own each
 * signature is another.
 *
 * @returns whether a signature was written.
 */
export async function signArtifact(
  at: Oci.Attachments,
  digest: Oci.Digest,
  signer: Oci.Signer,
  world: World,
): Promise<boolean> {
  const { attachStatement, proofsOf, SIGNED } = require('../oci') as typeof Oci;
  if (signer.key) {
    const proofs = await proofsOf(at, digest, { keys: [signer.key.public] });
    if (proofs.some(({ statement }) => statement?.predicateType === SIGNED)) return false;
  }
  const statement = { subjects: [digest], predicateType: SIGNED, predicate: {} };
  const created = new Date(world.now()).toISOString();
  await attachStatement(at, digest, statement, signer, created);
  return true;
}

/**
 * Signs in the form of before cosign 3 too. Beside a bundle, never instead of one: Flux from 2.8 looks
 * at nothing else once there is any.
 *
 * @returns whether a signature was written.
 */
export async function signLegacyToo(
  at: Oci.Attachments,
  digest: Oci.Digest,
  signer: Oci.Signer,
): Promise<boolean> {
  const { addLegacySignature } = require('../oci') as typeof Oci;
  return addLegacySignature(at, digest, signer);
}
