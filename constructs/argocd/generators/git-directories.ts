import type { Generator } from '../generator';
import { compileTemplate, type Text } from '../params';
import {
  checkPatterns,
  pathGroup,
  segmentsOf,
  traversedGroup,
  type PathParams,
  type TraversalOptions,
  type Traversed,
  type TraversedPath,
} from '../traversal';
import { given, type NoValues, type Values } from '../values';

/** What is said of every generator that reads a git repository. */
export interface GitOptions<V extends Values, Prefix extends string> extends TraversalOptions<
  V,
  Prefix
> {
  /** `https://github.com/acme/apps.git`; the project of the template must exist. */
  readonly repoURL: Text;
  /** Branch, tag or commit; default `HEAD`, the default branch. */
  readonly revision?: Text;
}

export interface GitDirectoriesOptions<
  D extends readonly TraversedPath[],
  V extends Values,
  Prefix extends string,
> extends GitOptions<V, Prefix> {
  /** Patterns of whole paths, in which `*` is one level: `apps/*`. There is no `**` and no `{a,b}`. */
  readonly directories: D;
}

/** The paths of patterns that are not excluded. */
export type Included<D extends readonly TraversedPath[]> =
  Exclude<D[number], { readonly exclude: true }> extends { readonly path: infer P }
    ? P extends string
      ? P
      : string
    : string;

/**
 * One set per folder that a pattern matches; folders whose name starts with a dot, and what is in
 * them, are left out.
 *
 * @throws {ArgoCdError} `ARGOCD_GENERATOR_INVALID` for patterns that can match nothing.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Git/
 */
export function gitDirectories<
  const D extends readonly TraversedPath[],
  const V extends Values = NoValues,
  const Prefix extends string = '',
>(
  options: GitDirectoriesOptions<D, V, Prefix>,
): Generator<Traversed<PathParams<Included<D>>, Prefix, V>, 0> {
  const { revision = 'HEAD', values = {}, pathParamPrefix, ...others } = options;
  const what = `the git generator of '${String(others.repoURL)}'`;
  checkPatterns(what, others.directories, false);
  const git = { ...others, revision, ...given({ values, pathParamPrefix }) };
  return {
    spec: { git: compileTemplate(git, what) },
    params: traversedGroup(pathGroup(segmentsOf(others.directories), pathParamPrefix), values),
    depth: 0,
  };
}
