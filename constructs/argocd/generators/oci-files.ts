import { OCI_SINCE } from '../artifact-folders';
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
import type { OciOptions } from './oci-directories';

/** See {@link ociFiles}. */
export interface OciFilesOptions<V extends string, Prefix extends string> extends OciOptions<
  Readonly<Record<V, Text>>,
  Prefix
> {
  /** Patterns of paths in the artifact. */
  readonly files: readonly TraversedPath[];
  /** More parameters, under `values`; text may hold `{{ .path.basename }}` and its like. Default none. */
  readonly values?: NamedValues<V>;
}

/**
 * One set per YAML or JSON file of an OCI artifact that a pattern matches, or one per item where the
 * file is a list. As {@link gitFiles} of an artifact; signatures are not verified.
 *
 * @throws {TargetError} at synth, for a target before Argo CD 3.6.
 * @throws {ArgoCdError} `ARGOCD_GENERATOR_INVALID` for patterns that can match nothing.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-OCI/
 */
export function ociFiles<
  T extends object = FileContent,
  V extends string = never,
  Prefix extends string = '',
>(options: OciFilesOptions<V, Prefix> & NumbersOf<T>): Generator<FileSets<T, V, Prefix>, 0> {
  const {
    values,
    pathParamPrefix,
    numbers,
    ...others
  }: OciFilesOptions<V, Prefix> & { readonly numbers?: object | undefined } = options;
  const what = `the oci generator of '${String(others.repoURL)}'`;
  checkPatterns(what, others.files, true);
  const oci = { ...others, ...given({ values, pathParamPrefix }) };
  return {
    spec: { oci: compileTemplate(oci, what) },
    params: filesGroup(Object.keys(numbers ?? {}), pathParamPrefix, values ?? {}),
    depth: 0,
    needs: [{ since: OCI_SINCE, what }],
  };
}
