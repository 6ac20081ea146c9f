import { ArgoCdError } from '../errors';
import { needsOf, paramsOf, type Generator } from '../generator';
import { firstOf, sharedTexts, type Crossed } from '../params';

/**
 * Every set of `first` with every set that `second` gives for it. The fields of the second generator
 * may hold the first one's parameters. Where both give a parameter, it is the first one's.
 *
 * A matrix may hold one more matrix or merge on either side, and no deeper: Argo CD silently drops
 * what is. Of two generators that both give `path`, one needs a `pathParamPrefix`.
 *
 * @throws {ArgoCdError} `ARGOCD_MATRIX_DEPTH` for a third level, `ARGOCD_GENERATOR_INVALID` for two
 *   paths, that a cast let through.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Matrix/
 */
export function matrix<A extends object, B extends object, M extends 0 | 1, N extends 0 | 1>(
  first: Generator<A, M>,
  second: (params: A) => Generator<B, N> & OnePath<A, B>,
): Generator<Crossed<A, B>, [M, N] extends [0, 0] ? 1 : 2> {
  const other = second(paramsOf(first.params));
  refuseTwoPaths(first, other);
  const depth = Math.max(first.depth, other.depth) + 1;
  if (depth > 2) {
    throw new ArgoCdError(
      'ARGOCD_MATRIX_DEPTH',
      'a matrix in a matrix in a matrix gives no sets: Argo CD drops the third level',
      'join two of the generators into one list',
    );
  }
  return {
    spec: { matrix: { generators: [first.spec, other.spec] } },
    params: firstOf(first.params, other.params),
    depth: depth as [M, N] extends [0, 0] ? 1 : 2,
    ...needsOf(first, other, twice(first, other)),
  };
}

/** Without Go templates, a text that both give differently fails the whole ApplicationSet. */
function twice(first: Generator, other: Generator): Generator {
  const fast = sharedTexts(first.params, other.params).map((name) => ({
    problem: `both generators of a matrix give ${name}, and Argo CD fails where they differ`,
    hint: 'give one of the two another name',
  }));
  const { spec, params, depth } = first;
  return { spec, params, depth, fast };
}

/** Two generators of paths under one name: the second one's would be lost without a word. */
type OnePath<A, B> = A extends Traversed
  ? B extends Traversed
    ? { readonly '(both generators give path: write a pathParamPrefix)': never }
    : unknown
  : unknown;

interface Traversed {
  readonly path: { readonly basenameNormalized: unknown };
}

function refuseTwoPaths(first: Generator, second: Generator): void {
  if (![first, second].every(({ params }) => isTraversed(params))) return;
  throw new ArgoCdError(
    'ARGOCD_GENERATOR_INVALID',
    'both generators of a matrix give path, so the second one is lost',
    'give one of them a pathParamPrefix',
  );
}

function isTraversed({ fields }: Generator['params']): boolean {
  const { path } = fields;
  return path?.kind === 'group' && 'basenameNormalized' in path.fields;
}
