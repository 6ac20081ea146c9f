import { CompositionError } from './errors';
import { isReference, READS, type Composable, type Origin, type Reference } from './reference';

/** How a patched value and what is there already become one, as upstream names it. */
export type MergePolicy =
  | 'MergeObjects'
  | 'MergeObjectsAppendArrays'
  | 'ForceMergeObjects'
  | 'ForceMergeObjectsAppendArrays';

/** Key of what a merge holds; a symbol, as of references. */
const MERGES: unique symbol = Symbol.for('cdk8s-gitops.crossplane.merges') as never;

/** A value of the base with another one merged into it. */
export interface Merging {
  readonly base: unknown;
  readonly reference: Reference<unknown, Origin>;
  readonly policy: MergePolicy;
}

/**
 * An object or list of the base, and the fields or elements of a reference merged into it:
 * `tags: merged({ team: 'shop' }, xr.spec.tags)`.
 *
 * @param policy Which of two values of one field stays, the reference's (`Force…`) or the base's, and
 *   whether lists grow (`…AppendArrays`), without elements that are there. An empty value of the base
 *   never stays. Default: the reference's; a list grows.
 */
export function merged<T extends object, F extends Origin>(
  base: Composable<NoInfer<T>>,
  reference: Reference<T, F>,
  policy: MergePolicy = Array.isArray(base) ? 'ForceMergeObjectsAppendArrays' : 'ForceMergeObjects',
): Reference<T, F> {
  if (mergingOf(reference) || !isReference(reference)) {
    throw new CompositionError(
      'COMPOSITION_REFERENCE_MISUSED',
      'merged() was given no reference to merge',
      'write merged(base, reference); for several: merged(merged(base, first), second)',
    );
  }
  return new Merged({ base, reference, policy });
}

/** In place of a reference; it is read by its symbol alone. */
class Merged {
  readonly [MERGES]: Merging;

  constructor(merging: Merging) {
    this[MERGES] = merging;
  }

  get [READS](): never {
    throw new CompositionError(
      'COMPOSITION_REFERENCE_MISUSED',
      'what merged() gives is a value of a base, and was read here',
      'put it into a base, and read its parts',
    );
  }
}

/** What a merge holds; `undefined` for anything else. */
export function mergingOf(value: unknown): Merging | undefined {
  if (typeof value !== 'object' || value === null || !(MERGES in value)) return undefined;
  return value[MERGES] as Merging;
}
