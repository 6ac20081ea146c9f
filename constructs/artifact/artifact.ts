import type { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { readFolder } from '../../lib/oci/folder';
import type { ProfileName } from '../../lib/oci/profiles';
import type { Drift } from '../drift';
import { checkAdopted } from './check-adopted';
import { checkDrift } from './check-drift';
import { DeferredString } from './deferred';
import { checkAdded, checkId, checkNotNested, checkRepository, checkVariants } from './checks';
import { digestOf, packerOf } from './content';
import { register, type Delivery, type Part } from './delivery';
import { programOf } from './program';
import { artifactSource, type ArtifactSource, type SourceOptions } from './source';

interface Repository {
  /** Where it is pushed to, without scheme and tag: `ghcr.io/acme/manifests/core-stack`. */
  readonly repository: string;
  /**
   * What to do about fields that controllers write at run time. By default, scales that an autoscaler
   * of the same content writes are left out of its objects, defaults that the API server fills in
   * below lists are written, and Applications get the rules that remain.
   */
  readonly drift?: Drift;
  /**
   * Bytes of manifests in one folder that Argo CD takes for one source: its
   * `--max-combined-directory-manifests-size`. Default 10,000,000; `Infinity` for no limit.
   */
  readonly folderLimitBytes?: number;
  /**
   * The media types, which enter the digest: `gitops` for Flux and Argo CD as they come;
   * `flux-native` has those of `flux push artifact`, whose layer Argo CD refuses until
   * `ARGOCD_REPO_SERVER_OCI_LAYER_MEDIA_TYPES` of its repo server lists it; `image-config` is for
   * registries that know images alone, such as a Quay of one's own. Default `gitops`.
   */
  readonly profile?: ProfileName;
}

/** Content made by a function, or charts that exist already. */
export type ArtifactProps<Variant extends string = never> = Repository &
  (
    | {
        /** Folders of the artifact, one for each way the content differs: stages, regions. Default none. */
        readonly variants?: readonly Variant[];
        /** Adds the charts to `scope`; called once, or once for each variant. */
        readonly content: (scope: Construct, variant: Variant) => unknown;
        readonly charts?: undefined;
      }
    | {
        /** Charts from elsewhere in the tree; they keep their place, and so the names of their objects. */
        readonly charts: readonly Chart[];
        readonly variants?: undefined;
        readonly content?: undefined;
      }
  );

export interface DirectoryProps extends Repository {
  /** Plain YAML, a kustomization or a chart; relative to the working folder. Packed as it is. */
  readonly path: string;
}

/**
 * The charts that travel together: one OCI artifact, one digest, one folder for each variant in it.
 * They are written to `<outdir>/<id>/[<variant>/]<chart>.k8s.yaml`, which is also where they stand
 * in the artifact.
 *
 * The digest is a function of objects and paths alone: no time, commit, host or tool version enters
 * it. It needs `PlatformApp` or `accelerate(app)`. An artifact that is too large for one Application
 * has its shards as variants, see `shardOf`.
 *
 * @throws {ArtifactError} for an id that is no DNS label or is taken, a bad repository, or an
 *   artifact inside an artifact.
 */
export class Artifact<const Variant extends string = never> extends Construct {
  /** The id: the name of its folder, of its line in `releases.yaml` and on the command line. */
  readonly name: string;
  readonly repository: string;
  /** The folders; empty where the content stands at the top. */
  readonly variants: readonly Variant[];
  /** `sha256:…` of what this program builds, as a whole field of a manifest. */
  readonly digest: string;

  constructor(scope: Construct, id: string, props: ArtifactProps<Variant>) {
    super(scope, id);
    const { repository } = props;
    this.name = id;
    this.repository = repository;
    this.variants = props.variants ?? [];
    const files = (props as { [FILES]?: Delivery['files'] })[FILES] ?? (() => []);
    const delivery = this.#deliver(props, files);
    this.digest = DeferredString.of(`the digest of artifact '${id}'`, () => digestOf(delivery));
    this.#source = (options) => artifactSource(delivery, this.variants, { ...options });
    this.node.addValidation({ validate: () => this.#validate() });
  }

  readonly #source: (options: SourceOptions<string>) => ArtifactSource;

  /** An artifact of files that exist: YAML that nobody rewrites, a kustomization, a chart. */
  static fromDirectory(scope: Construct, id: string, props: DirectoryProps): Artifact {
    const { path, repository, drift, folderLimitBytes, profile } = props;
    const read = () => {
      const program = programOf(scope);
      return program ? readFolder(program.disk, path) : [];
    };
    const given = { repository, drift, folderLimitBytes, profile, charts: [], [FILES]: read };
    return new Artifact(scope, id, given as ArtifactProps);
  }

  /**
   * The content as a source of Argo CD: `repoURL`, `path` and the digest that the ring runs, to be
   * used as it is or spread. Its Applications ignore what the autoscalers of that release write.
   *
   * @throws {ArtifactError} `ARTIFACT_VARIANT_UNKNOWN`; and at synth {@link ReleasesError} for a ring
   *   that `releases.yaml` does not name.
   */
  source(options: SourceOptions<Variant>): ArtifactSource {
    return this.#source(options as SourceOptions<string>);
  }

  #deliver(props: ArtifactProps<Variant>, files: Delivery['files']): Delivery {
    const { node, repository } = this;
    const scope = node.scope ?? this;
    checkId(scope, node.id);
    checkRepository(node.id, repository);
    checkDrift(this, props.drift, `artifact '${node.id}'`, 'carries');
    checkNotNested(scope, node.id);
    checkAdopted(scope, node.id, props.charts ?? []);
    const parts: Part[] = [];
    const delivery: Delivery = {
      name: node.id,
      kind: 'artifact',
      construct: this,
      parts,
      adopted: props.charts ?? [],
      repository,
      ...(props.drift !== undefined && { drift: props.drift }),
      ...(props.folderLimitBytes !== undefined && { folderLimitBytes: props.folderLimitBytes }),
      files,
      ...(props.profile !== undefined && { pack: packerOf(node.id, props.profile) }),
    };
    register(delivery);
    if (props.variants === undefined) {
      parts.push({ root: this, folder: '' });
      checkAdded(node.id, props.content?.(this, undefined as never));
      return delivery;
    }
    checkVariants(node.id, props.variants);
    for (const variant of props.variants) {
      const root = new Construct(this, variant);
      parts.push({ root, folder: variant });
      checkAdded(node.id, props.content(root, variant));
    }
    return delivery;
  }

  #validate(): string[] {
    if (programOf(this)) return [];
    return [
      `artifact '${this.name}' needs its digest: use PlatformApp, or call accelerate(app) after new App()`,
    ];
  }
}

// How fromDirectory hands its files to the constructor.
const FILES = Symbol('files');
