import { ArgoCdError } from '../errors';
import { paramsOf, type Generator } from '../generator';
import { firstOf } from '../params';

/**
 * Every set of `first` with every set that `second` gives for it. The fields of the second generator
 * may hold the first one's parameters. Where both give a parameter, it is the first one's.
 *
 * A matrix may hold one more matrix on either side, and no deeper: Argo CD silently drops what is.
 *
 * @throws {ArgoCdError} `ARGOCD_MATRIX_DEPTH` for a third level that a cast let through.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Matrix/
 */
export function matrix<A extends object, B extends object, M extends 0 | 1, N extends 0 | 1>(
  first: Generator<A, M>,
  second: (params: A) => Generator<B, N>,
): Generator<A & Omit<B, keyof A>, [M, N] extends [0, 0] ? 1 : 2> {
  const other = second(paramsOf(first.params));
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
  };
}
