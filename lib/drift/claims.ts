import type { ManifestSet } from '../core';
import type { DriftFacts, Writer, WriterClaim } from './writer';
import { writers as all } from './writers';

/** What the controllers behind the objects of a set will write, in the order of `writers`. */
export function* claimsOf(
  set: ManifestSet,
  facts?: DriftFacts,
  writers: readonly Writer[] = all,
): Generator<WriterClaim> {
  for (const writer of writers) {
    // Claims are made for whoever asks: completed in place, thousands of copies are saved.
    for (const claim of writer.claims(set, facts)) yield Object.assign(claim, { writer });
  }
}
