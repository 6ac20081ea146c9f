import type { World } from '../core';
import type * as Oci from '../oci';
import type { Signing } from './push-signed';
import type * as PushSigned from './push-signed';
import type * as PushWith from './push-with';

/** An artifact, and where it goes. */
export interface Outgoing {
  readonly reference: Oci.Reference;
  readonly artifact: Oci.StoredArtifact;
  /** What travels with it. Default nothing. */
  readonly beside?: Oci.Beside;
}

/** What `push --output json` tells of an artifact. */
export interface PushFacts extends Oci.Pushed {
  readonly digest: Oci.Digest;
}

const NOTHING: Oci.Beside = { referrers: [], legacy: [] };

/** Pushes artifacts one after the other, each signed before a tag of it moves. */
export async function pushAll(
  registry: Oci.Registry,
  outgoing: readonly Outgoing[],
  options: Oci.PushOptions,
  signing: Signing | undefined,
  world: World,
): Promise<readonly PushFacts[]> {
  const { pushSigned } = require('./push-signed') as typeof PushSigned;
  const { pushWith } = require('./push-with') as typeof PushWith;
  const facts: PushFacts[] = [];
  for (const { reference, artifact, beside = NOTHING } of outgoing) {
    if (signing) await pushSigned(registry, reference, artifact, signing, world);
    const pushed = await pushWith(beside, registry, reference, artifact, options);
    facts.push({ ...pushed, digest: artifact.digest });
  }
  return facts;
}
