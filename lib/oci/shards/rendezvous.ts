import { createHash } from 'node:crypto';

/**
 * How much a shard wants a thing, as text to compare: the one with the highest weight gets it. One
 * more shard takes its own share from the others, and moves nothing between them.
 *
 * @see https://en.wikipedia.org/wiki/Rendezvous_hashing
 */
export function weightOf(shard: string, name: string): string {
  return createHash('sha256').update(`${shard}\0${name}`).digest('hex');
}

/** The shard of some that gets a thing; the first of equals, `undefined` for none. */
export function chooseShard<Shard extends string>(
  name: string,
  shards: readonly Shard[],
): Shard | undefined {
  let chosen: Shard | undefined;
  let highest = '';
  for (const shard of shards) {
    const weight = weightOf(shard, name);
    if (weight > highest) [highest, chosen] = [weight, shard];
  }
  return chosen;
}
