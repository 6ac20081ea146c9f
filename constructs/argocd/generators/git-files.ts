import type { Generator } from '../generator';
import { compileTemplate, type NumbersOf, type Text } from '../params';
import {
  checkPatterns,
  filesGroup,
  type FileContent,
  type FileSets,
  type NamedValues,
  type TraversedPath,
} from '../traversal';
import { given } from '../values';
import type { GitOptions } from './git-directories';

/** See {@link gitFiles}. */
export interface GitFilesOptions<V extends string, Prefix extends string> extends GitOptions<
  Readonly<Record<V, Text>>,
  Prefix
> {
  /** Patterns of `git ls-files`, in which `*` crosses slashes: `apps/*.yaml` is at any depth. */
  readonly files: readonly TraversedPath[];
  /** More parameters, under `values`; text may hold `{{ .path.basename }}` and its like. Default none. */
  readonly values?: NamedValues<V>;
}

/**
 * One set per YAML or JSON file that a pattern matches, or one per item where the file is a list:
 * the file's content, and where it is. The content is of type `T`, which nothing checks: a file that
 * lacks a required field, or cannot be read, freezes the whole ApplicationSet.
 *
 * `gitFiles<Service>({ … })`; names of `values` come after it: `gitFiles<Service, 'size'>`.
 *
 * @throws {ArgoCdError} `ARGOCD_GENERATOR_INVALID` for patterns that can match nothing.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Git/
 */
export function gitFiles<
  T extends object = FileContent,
  V extends string = never,
  Prefix extends string = '',
>(options: GitFilesOptions<V, Prefix> & NumbersOf<T>): Generator<FileSets<T, V, Prefix>, 0> {
  const {
    revision = 'HEAD',
    values,
    pathParamPrefix,
    numbers,
    ...others
  }: GitFilesOptions<V, Prefix> & { readonly numbers?: object | undefined } = options;
  const what = `the git generator of '${String(others.repoURL)}'`;
  checkPatterns(what, others.files, true);
  const git = { ...others, revision, ...given({ values, pathParamPrefix }) };
  return {
    spec: { git: compileTemplate(git, what) },
    params: filesGroup(Object.keys(numbers ?? {}), pathParamPrefix, values ?? {}),
    depth: 0,
  };
}
