import type { World } from '../../core';
import {
  proofsOf,
  registryAttachments,
  SIGNED,
  type Digest,
  type Reference,
  type Registry,
  type Signer,
  type StoredArtifact,
} from '../../oci';
import { pushSigned, type Signing } from '../push-signed';

/** Pushes an artifact by its digest and signs it, unless it is signed already. */
export async function signOnce(
  registry: Registry,
  target: Reference,
  artifact: StoredArtifact,
  signing: Signing,
  world: World,
): Promise<void> {
  if (await isSigned(registry, target, artifact.digest, signing.signer)) return;
  await pushSigned(registry, target, artifact, signing, world);
}

/**
 * Of a signer without a key each signature is another: there one that says it is a signature is
 * enough, and whoever verifies judges it.
 */
async function isSigned(
  registry: Registry,
  at: Reference,
  digest: Digest,
  { key }: Signer,
): Promise<boolean> {
  const [found] = await registry.digests(at, [digest]);
  if (found === undefined) return false;
  if (key) {
    const beside = registryAttachments(registry, at);
    const proofs = await proofsOf(beside, digest, { keys: [key.public] });
    return proofs.some(({ statement }) => statement?.predicateType === SIGNED);
  }
  const referrers = await registry.referrers(at, digest);
  return referrers.some(({ annotations = {} }) => annotations[PREDICATE_TYPE] === SIGNED);
}

const PREDICATE_TYPE = 'dev.sigstore.bundle.predicateType';
