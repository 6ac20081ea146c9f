import { argocdFunctions, parseTemplate, TemplateError } from '../../../lib/template';
import { foldersOf, lacksOci, OCI_SINCE, pathOf, type AnyArtifact } from '../artifact-folders';
import type { Generator } from '../generator';
import { compileTemplate, type Param, type Text } from '../params';
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
import type { Included } from './git-directories';
import { list } from './list';

/** An artifact of elsewhere, as upstream spells it. */
export interface OciOptions<V extends Values, Prefix extends string> extends TraversalOptions<
  V,
  Prefix
> {
  /** `oci://ghcr.io/acme/manifests/platform` */
  readonly repoURL: Text;
  /** Tag, digest or a range of versions (`2.x`). */
  readonly revision: Text;
}

export interface OciDirectoriesOptions<
  D extends readonly TraversedPath[],
  V extends Values,
  Prefix extends string,
> extends OciOptions<V, Prefix> {
  /** Patterns of whole paths, in which `*` is one level: `apps/*`. There is no `**` and no `{a,b}`. */
  readonly directories: D;
}

/** An artifact of this program: where it is and what runs follows from its ring. */
export interface ArtifactDirectoriesOptions<
  V extends Values,
  Prefix extends string,
> extends TraversalOptions<V, Prefix> {
  /** The line of `releases.yaml` that says which release is looked into. */
  readonly ring: string;
  /** Default every folder at the top: the variants. */
  readonly directories?: readonly TraversedPath[];
}

/** A folder of an artifact of this program; at the top, it is a variant. */
export interface ArtifactPath<Variant extends string> extends Omit<PathParams, 'path'> {
  /** For `artifact.source({ ring, variant: path.path })`. */
  readonly path: Param<[Variant] extends [never] ? string : Variant>;
}

/**
 * One set per folder of an OCI artifact that a pattern matches. Signatures are not verified.
 *
 * Of an artifact of this program, `repoURL` and `revision` are those of its source, so template and
 * generator name the same digest: `source: core.source({ ring, variant: p.path.path })`. For a target
 * before Argo CD 3.6 it is written out as a list of the folders that this program builds; in a ring
 * that is pinned to a release with other folders, name those yourself by `list()`.
 *
 * @throws {TargetError} at synth, for an artifact of elsewhere and a target before 3.6.
 * @throws {ArgoCdError} `ARGOCD_GENERATOR_INVALID` for patterns that match nothing.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-OCI/
 */
export function ociDirectories<
  const D extends readonly TraversedPath[],
  const V extends Values = NoValues,
  const Prefix extends string = '',
>(
  options: OciDirectoriesOptions<D, V, Prefix>,
): Generator<Traversed<PathParams<Included<D>>, Prefix, V>, 0>;
export function ociDirectories<
  Variant extends string,
  const V extends Values = NoValues,
  const Prefix extends string = '',
>(
  artifact: AnyArtifact & { readonly variants: readonly Variant[] },
  options: ArtifactDirectoriesOptions<V, Prefix>,
): Generator<Traversed<ArtifactPath<Variant>, Prefix, V>, 0>;
export function ociDirectories(
  from: AnyArtifact | OciDirectoriesOptions<readonly TraversedPath[], Values, string>,
  options?: ArtifactDirectoriesOptions<Values, string>,
): Generator<object, 0> {
  if ('repoURL' in from) return native(from);
  const { ring = '', directories = [{ path: '*' }], ...others } = options ?? {};
  checkPatterns(`the oci generator of '${from.name}'`, directories, false);
  const folders = foldersOf(from, directories);
  if (lacksOci(from)) return asList(folders, others);
  const [folder = ''] = folders;
  const variant = from.variants.includes(folder) ? folder : from.variants[0];
  const source = from.source({ ring, variant } as never);
  return native({
    repoURL: source.repoURL,
    revision: source.targetRevision,
    directories,
    ...others,
  });
}

function native(
  options: OciDirectoriesOptions<readonly TraversedPath[], Values, string>,
): Generator<object, 0> {
  const { values = {}, pathParamPrefix, ...others } = options;
  const what = `the oci generator of '${String(others.repoURL)}'`;
  checkPatterns(what, others.directories, false);
  const oci = { ...others, ...given({ values, pathParamPrefix }) };
  return {
    spec: { oci: compileTemplate(oci, what) },
    params: traversedGroup(pathGroup(segmentsOf(others.directories), pathParamPrefix), values),
    depth: 0,
    needs: [{ since: OCI_SINCE, what }],
  };
}

/** The same sets, written out. */
function asList(
  folders: readonly string[],
  { values = {}, pathParamPrefix }: TraversalOptions<Values, string>,
): Generator<object, 0> {
  const elements = folders.map((folder) => {
    const path = { path: pathOf(folder) };
    const at = pathParamPrefix ? { [pathParamPrefix]: path } : path;
    return { ...at, ...given({ values: filledIn(values, at) }) };
  });
  const segments = segmentsOf(folders.map((path) => ({ path })));
  return {
    ...list(elements),
    params: traversedGroup(pathGroup(segments, pathParamPrefix), values),
  };
}

/** Values of a list are no templates: what a folder decides is filled in here, the rest by a matrix. */
function filledIn(values: Values, folder: object): Values {
  return Object.fromEntries(
    Object.entries(values).map(([key, text]): [string, string] => {
      try {
        const options = { functions: argocdFunctions, missingKey: 'error' } as const;
        return [key, parseTemplate(String(text), options).execute(folder)];
      } catch (error) {
        if (!(error instanceof TemplateError)) throw error;
        return [key, String(text)];
      }
    }),
  );
}
