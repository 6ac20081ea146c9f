import type { ManifestSet } from '../core';
import type { Claim, DriftFacts, Writer } from './writer';
import { writers as all } from './writers';

/** What the controllers behind the objects of a set will write, in the order of `writers`. */
export function* claimsOf(
  set: ManifestSet,
  facts?: DriftFacts,
  writers: readonly Writer[] = all,
): Generator<Claim> {
  for (const writer of writers) yield* writer.claims(set, facts);
}
