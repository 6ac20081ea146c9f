import { createHash } from 'node:crypto';
import { ArgoCdError } from './errors';
import type { Depth, Generator } from './generator';
import { where, type PostSelector, type SelectorKey } from './where';

/** Above this, Argo CD cuts the status of an ApplicationSet off. */
export const MOST_APPLICATIONS = 5_000;

export interface ShardOptions<Key extends string> {
  /** A field of every element that tells it for ever: its hash says which shard it is in. */
  readonly by: Key;
  /** How many shards. One more moves about one element in that many; it is never done lightly. */
  readonly count: number;
  /** The Applications that one element becomes, for instance the number of clusters; default 1. */
  readonly applicationsEach?: number;
}

/**
 * Splits a list into parts for one ApplicationSet each, by a stable hash of one field: an element
 * stays where it is whatever others come and go, on every machine.
 *
 * An element that changes its shard changes its ApplicationSet: the old one deletes its Application,
 * and what that deployed, and the new one makes it again. Only `count` moves elements, a few, and all
 * into the new shard; set `preserveResourcesOnDeletion` on all of the sets before you change it.
 *
 * @returns `count` parts in a fixed order, some of which may be empty. Name sets by position.
 * @throws {ArgoCdError} `ARGOCD_SHARD_INVALID` for a shard of 5,000 Applications or more, a count that
 *   is none, and two elements that `by` does not tell apart.
 */
export function shards<T extends object, Key extends keyof T & string>(
  elements: readonly T[],
  { by, count, applicationsEach = 1 }: ShardOptions<Key>,
): readonly (readonly T[])[] {
  if (!Number.isInteger(count) || count < 1) {
    throw invalid(`a count of ${count} shards`, 'write a whole number, 1 or more');
  }
  const parts = Array.from({ length: count }, (): T[] => []);
  const seen = new Set<string>();
  for (const element of elements) {
    const key = String(element[by]);
    if (seen.has(key)) {
      throw invalid(
        `two elements whose ${by} is '${key}'`,
        'shard by a field that differs in each',
      );
    }
    seen.add(key);
    parts[shardOf(key, count)]?.push(element);
  }
  const largest = Math.max(...parts.map((part) => part.length)) * applicationsEach;
  if (largest >= MOST_APPLICATIONS) {
    throw invalid(
      `a shard of ${largest} Applications, and the status of an ApplicationSet holds ${MOST_APPLICATIONS}`,
      `write a count of ${Math.ceil((count * largest * 1.2) / MOST_APPLICATIONS)} or more`,
    );
  }
  return parts;
}

/**
 * Splits what a generator gives by the values of one parameter: a generator for each group, and
 * `rest` for all other sets, those without the parameter included. So each set is in exactly one,
 * whatever comes at run time; how many there are is not known at synth.
 *
 * A set that moves to another group is deleted and made again, as in {@link shards}.
 *
 * @param by `metadata.labels.region`
 * @param groups values by the name of the group: `{ eu: ['eu-west-1', 'eu-central-1'] }`.
 * @throws {ArgoCdError} `ARGOCD_SHARD_INVALID` for a value in two groups, or a group without values.
 */
export function partition<P extends object, D extends Depth, Group extends string>(
  generator: Generator<P, D>,
  by: SelectorKey<P>,
  groups: Readonly<Record<Group, readonly string[]>>,
): Readonly<Record<Group | 'rest', Generator<P, D>>> {
  const entries = Object.entries<readonly string[]>(groups);
  const all = entries.flatMap(([, values]) => values);
  const twice = all.find((value, i) => all.indexOf(value) !== i);
  if (twice !== undefined) {
    throw invalid(`'${twice}' in two groups of ${by}`, 'leave it in one of the two');
  }
  const empty = entries.find(([name, values]) => name === 'rest' || values.length === 0);
  if (empty || all.length === 0) {
    throw invalid(
      empty ? `the group '${empty[0]}' of ${by}` : `no groups of ${by}`,
      "give each group values; 'rest' is what no other group has",
    );
  }
  const select = (operator: 'In' | 'NotIn', values: readonly string[]) =>
    where(generator, {
      matchExpressions: [{ key: by, operator, values }],
    } as unknown as PostSelector<NoInfer<P>>);
  const named = entries.map(([name, values]) => [name, select('In', values)]);
  return {
    ...(Object.fromEntries(named) as Record<Group, Generator<P, D>>),
    rest: select('NotIn', all),
  } as Readonly<Record<Group | 'rest', Generator<P, D>>>;
}

/** Rendezvous hashing: the shard whose number gives the highest hash together with the key. */
function shardOf(key: string, count: number): number {
  let [best, highest] = [0, ''];
  for (let shard = 0; shard < count; shard += 1) {
    const hash = createHash('sha256').update(`${shard}\0${key}`).digest('hex');
    if (hash > highest) [best, highest] = [shard, hash];
  }
  return best;
}

function invalid(what: string, hint: string): ArgoCdError {
  return new ArgoCdError('ARGOCD_SHARD_INVALID', `cannot shard into ${what}`, hint);
}
