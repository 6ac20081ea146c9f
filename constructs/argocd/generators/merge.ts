import { ArgoCdError } from '../errors';
import { needsOf, type Generator } from '../generator';
import { overlaidBy, type Group, type Overlaid, type Param } from '../params';

type Child = Generator<object, 0 | 1>;

export interface MergeOptions<Key extends string> {
  /** Parameters that say which sets belong together: at the top of each set, no `values.x`. */
  readonly mergeKeys: readonly [Key, ...Key[]];
}

/** What `base` gives, overlaid with each of the others in turn. */
export type Merged<A, Overrides extends readonly unknown[]> = Overrides extends readonly [
  infer First,
  ...infer Others,
]
  ? Merged<Overlaid<A, SetOf<First>>, Others>
  : A;

type SetOf<G> = G extends Generator<infer P> ? P : never;

/** Keys of text that all generators give in every set. */
export type MergeKey<A, Overrides extends readonly unknown[]> = Overrides extends readonly [
  infer First,
  ...infer Others,
]
  ? TextKey<A> & MergeKey<SetOf<First>, Others>
  : TextKey<A>;

type TextKey<P> = { [K in keyof P & string]: P[K] extends Param ? K : never }[keyof P & string];

/**
 * The sets of `base`, overlaid with those sets of each override that have the same merge keys. Sets
 * of an override that match none are dropped. A merge may hold one more merge or matrix, no deeper.
 *
 * @throws {ArgoCdError} `ARGOCD_MERGE_KEY` for a key that is no text at the top of every set, and for
 *   a list with two elements of the same keys, over which Argo CD freezes the ApplicationSet;
 *   `ARGOCD_MATRIX_DEPTH` for a third level that a cast let through.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Merge/
 */
export function merge<
  A extends object,
  M extends 0 | 1,
  const B extends readonly [Child, ...Child[]],
>(
  base: Generator<A, M>,
  overrides: B,
  { mergeKeys }: MergeOptions<MergeKey<A, B>>,
): Generator<Merged<A, B> & object, [M | B[number]['depth']] extends [0] ? 1 : 2> {
  const children: readonly Generator[] = [base, ...overrides];
  const depth = Math.max(...children.map((child) => child.depth)) + 1;
  if (depth > 2) {
    throw new ArgoCdError(
      'ARGOCD_MATRIX_DEPTH',
      'a generator in a merge holds two levels itself: Argo CD drops the third level',
      'join two of the generators into one list',
    );
  }
  for (const child of children) checkKeys(child, mergeKeys);
  const [first, ...others] = children.map(({ params }) => params as Group);
  return {
    spec: { merge: { generators: children.map(({ spec }) => spec), mergeKeys } },
    params: others.reduce(overlaidBy, first as Group),
    depth: depth as [M | B[number]['depth']] extends [0] ? 1 : 2,
    ...needsOf(...children),
  };
}

function checkKeys({ params, spec }: Generator, keys: readonly string[]): void {
  if (keys.length === 0) throw keyError('a merge has no merge keys', 'name one: mergeKeys: [name]');
  for (const key of keys) {
    const shape = Object.hasOwn(params.fields, key) ? params.fields[key] : params.rest;
    if (shape && shape.kind !== 'group' && shape.maybe !== true) continue;
    const found = Object.keys(params.fields).join(', ');
    throw keyError(
      `merge key '${key}' is no text that every set of each generator has at its top`,
      `write one of ${found || 'the parameters of all'}; keys with dots are not looked up`,
    );
  }
  const seen = new Set<string>();
  for (const element of elementsOf(spec)) {
    const values = JSON.stringify(keys.map((key) => element[key]));
    if (seen.has(values)) {
      throw keyError(
        `two elements of a merged list have the same ${keys.join(', ')}: ${values}`,
        'add a merge key that tells them apart, or join the two elements',
      );
    }
    if (!values.includes('{{')) seen.add(values);
  }
}

function elementsOf(spec: Generator['spec']): readonly Readonly<Record<string, unknown>>[] {
  if ('selector' in spec) return []; // it may keep one of the two
  const { elements } = (spec['list'] ?? {}) as { readonly elements?: readonly object[] };
  return (elements ?? []) as readonly Readonly<Record<string, unknown>>[];
}

function keyError(message: string, hint: string): ArgoCdError {
  return new ArgoCdError('ARGOCD_MERGE_KEY', message, hint);
}
