import type { Manifest, ManifestSet } from '../core';
import type { KindSchema } from '../schema';
import { definitionsIn } from './definitions';
import type { Pipeline } from './pipeline/pipeline';
import type { SchemaSource } from './schema-source';

/** Versions that manifests are for, by component: `{ kubernetes: '1.34', argocd: '3.5' }`. */
export type Targets = Readonly<Record<string, string | undefined>>;

/** What one run of the rules knows besides the set. */
export class Context {
  readonly #kinds = new Map<string, KindSchema | undefined>();
  readonly #definitions: ReadonlyMap<string, KindSchema>;

  constructor(
    readonly set: ManifestSet,
    readonly schemas: SchemaSource,
    readonly targets: Targets,
    readonly pipelines: readonly Pipeline[],
  ) {
    this.#definitions = definitionsIn(set);
  }

  /** Whether the set itself defines a kind, at any version. */
  defines(group: string, kind: string): boolean {
    for (const key of this.#definitions.keys()) {
      if (key.startsWith(`${group}/`) && key.endsWith(`/${kind}`)) return true;
    }
    return false;
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
