import type {
  ApplicationSpecSource,
  ApplicationSpecSourceDirectory,
  ApplicationSpecSourceHelm,
  ApplicationSpecSourceHydrator,
  ApplicationSpecSourceHydratorDrySource,
  ApplicationSpecSourceHydratorSyncSource,
  ApplicationSpecSourceKustomize,
  ApplicationSpecSourceKustomizePatches,
  ApplicationSpecSourcePlugin,
} from '../../imports/argo-cd';
import type { OneOf } from './exact';

/**
 * Where manifests come from: a folder of git or of an OCI artifact (`path`), a Helm chart (`chart`),
 * or with `ref` files for the other sources. At most one of `helm`, `kustomize`, `directory` and
 * `plugin` says how they are made.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/application-specification/
 */
export interface Source extends Omit<
  ApplicationSpecSource,
  'directory' | 'helm' | 'kustomize' | 'plugin'
> {
  /** `https://…` or `git@…` of git, `oci://…` of an artifact, a Helm repository (without `oci://`). */
  readonly repoURL: string;
  /** Folder, from the top: `.` is all. Needed by git and OCI, refused beside `chart`. */
  readonly path?: string;
  /** Name of a Helm chart; then `targetRevision` is needed too. */
  readonly chart?: string;
  /**
   * Branch, tag, commit or range of versions; of OCI a tag or digest, which is needed. Default `HEAD`
   * of git.
   */
  readonly targetRevision?: string;
  /** Tags of git count for ranges only behind this; default every tag. Argo CD 3.5. */
  readonly tagPrefix?: string;
  /** In `sources`: `$<ref>/…` in value files of the others is a file here. Git only. */
  readonly ref?: string;
  /** In `sources`: what people call it. */
  readonly name?: string;
  readonly helm?: Helm;
  readonly kustomize?: Kustomize;
  readonly directory?: Directory;
  readonly plugin?: Plugin;
}

/** How a chart is rendered; `valuesObject` or the text `values`, not both: the text would be ignored. */
export interface Helm extends Omit<ApplicationSpecSourceHelm, 'fileParameters' | 'parameters'> {
  /** Files in the source, or `$<ref>/…` in the source of that `ref`. */
  readonly valueFiles?: readonly string[];
  /** `--set`, or `--set-string` with `forceString`. */
  readonly parameters?: readonly {
    readonly name: string;
    readonly value: string;
    /** Default false. */
    readonly forceString?: boolean;
  }[];
  /** `--set-file` */
  readonly fileParameters?: readonly { readonly name: string; readonly path: string }[];
}

export interface Kustomize extends Omit<ApplicationSpecSourceKustomize, 'patches'> {
  readonly patches?: readonly (Omit<ApplicationSpecSourceKustomizePatches, 'options'> & {
    readonly options?: {
      /** Default false. */
      readonly allowNameChange?: boolean;
      /** Default false. */
      readonly allowKindChange?: boolean;
    };
  })[];
}

/** Plain YAML, JSON and Jsonnet. */
export interface Directory extends ApplicationSpecSourceDirectory {
  /** Folders below as well; default false. */
  readonly recurse?: boolean;
  /** Whether files of any extension are read, as far as `include` says; default false. Argo CD 3.6. */
  readonly disableExtensionFilter?: boolean;
}

/** A config management plugin; without `name`, the one whose rules discover the source. */
export interface Plugin extends Omit<ApplicationSpecSourcePlugin, 'parameters'> {
  readonly parameters?: readonly ({ readonly name: string } & OneOf<{
    readonly string: string;
    readonly map: { readonly [key: string]: string };
    readonly array: readonly string[];
  }>)[];
}

/**
 * Manifests are rendered from `drySource`, committed, and synced from `syncSource`. Needs the
 * controller's hydrator.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/source-hydrator/
 */
export interface SourceHydrator extends Omit<
  ApplicationSpecSourceHydrator,
  'drySource' | 'syncSource'
> {
  readonly drySource: Omit<
    ApplicationSpecSourceHydratorDrySource,
    'directory' | 'helm' | 'kustomize' | 'plugin'
  > &
    Pick<Source, 'directory' | 'helm' | 'kustomize' | 'plugin'>;
  readonly syncSource: ApplicationSpecSourceHydratorSyncSource & {
    /** A folder of its own, never the top: hydrating empties it first. */
    readonly path: string;
  };
}
