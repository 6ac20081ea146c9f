import type { Manifest, ManifestSet } from '../core';
import type { KindSchema } from '../schema';
import { definitionsIn } from './definitions';
import type { KustomizationFile } from './kustomization-file';
import type { Pipeline } from './pipeline/pipeline';
import type { SchemaSource } from './schema-source';

/** Versions that manifests are for, by component: `{ kubernetes: '1.34', argocd: '3.5' }`. */
export type Targets = Readonly<Record<string, string | undefined>>;

/** What a run is given besides the set. */
export interface ContextOptions {
  /** Schemas and facts about versions: `imports/schemas`. */
  readonly schemas: SchemaSource;
  /** Versions that the manifests are for; default the newest that `schemas` know. */
  readonly targets?: Targets;
  /** CRDs and XRDs that define kinds of the set without being part of it; default none. */
  readonly definitions?: ManifestSet;
  /** CI files, to compare with what the Applications in the set read; default none. */
  readonly pipelines?: readonly Pipeline[];
  /** What is built of the files of the set; default each folder is plain. */
  readonly kustomizations?: readonly KustomizationFile[];
  /** Which folders of the set go out as artifacts, so that their readers are known; default none. */
  readonly artifacts?: readonly ArtifactFolder[];
}

/** A folder that is packed and pushed. */
export interface ArtifactFolder {
  /** `ghcr.io/acme/manifests/core-stack` */
  readonly repository: string;
  /** As files of the set are named: `dist/core-stack`. */
  readonly folder: string;
  /** Of what is in the folder; default not known. */
  readonly digest?: string;
}

/** What one run of the rules knows besides the set. */
export class Context {
  readonly schemas: SchemaSource;
  readonly targets: Targets;
  readonly pipelines: readonly Pipeline[];
  readonly artifacts: readonly ArtifactFolder[];
  readonly kustomizations: readonly KustomizationFile[];
  /** CRDs and XRDs that are no part of the set. */
  readonly definitions: ManifestSet | undefined;
  readonly #kinds = new Map<string, KindSchema | undefined>();
  readonly #definitions: ReadonlyMap<string, KindSchema>;

  constructor(
    readonly set: ManifestSet,
    options: ContextOptions,
  ) {
    const { schemas, targets = {}, definitions, pipelines = [] } = options;
    const { artifacts = [], kustomizations = [] } = options;
    this.schemas = schemas;
    this.targets = targets;
    this.pipelines = pipelines;
    this.artifacts = artifacts;
    this.kustomizations = kustomizations;
    this.definitions = definitions;
    const known = definitions ? definitionsIn(definitions) : [];
    this.#definitions = new Map([...known, ...definitionsIn(set)]);
  }

  /** The schema of a kind: as the set defines it, else as known. */
  kindOf({ apiVersion, kind }: Pick<Manifest, 'apiVersion' | 'kind'>): KindSchema | undefined {
    const key = `${apiVersion}/${kind}`;
    if (!this.#kinds.has(key)) {
      const { kubernetes } = this.targets;
      const found =
        this.#definitions.get(key) ?? this.schemas.findKind(apiVersion, kind, { kubernetes });
      this.#kinds.set(key, found);
    }
    return this.#kinds.get(key);
  }
}

/** An analysis that several rules share: computed once a run, when the first of them asks. */
export function perRun<T>(compute: (context: Context) => T): (context: Context) => T {
  const known = new WeakMap<Context, { readonly value: T }>();
  return (context) => {
    let entry = known.get(context);
    if (!entry) known.set(context, (entry = { value: compute(context) }));
    return entry.value;
  };
}
