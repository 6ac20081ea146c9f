import { groupOf, type Manifest, type ObjectKey } from './manifest';

/** Where a manifest comes from, for messages. Each part is present when it is known. */
export interface Origin {
  /** The construct that made it: `platform/eu-west-1/base/aws`. */
  readonly constructPath?: string;
  /** The file it was read from, or the one it is written to. */
  readonly file?: string;
  /** 1-based line of a field (`''`: of the object), or of its nearest parent that is written. */
  readonly lineOf?: (pointer: string) => number | undefined;
}

export interface ManifestEntry {
  readonly manifest: Manifest;
  readonly origin: Origin;
}

/**
 * Manifests in a fixed order, with their origins. Immutable; two manifests of one key are allowed
 * (a rule reports them), the same JavaScript object twice is not.
 */
export class ManifestSet implements Iterable<Manifest> {
  readonly #origins = new Map<Manifest, Origin>();
  #byKind: Map<string, Manifest[]> | undefined;

  constructor(entries: Iterable<ManifestEntry> = []) {
    for (const { manifest, origin } of entries) this.#origins.set(manifest, origin);
  }

  /** A set of manifests whose origin is unknown. */
  static of(manifests: Iterable<Manifest>): ManifestSet {
    return new ManifestSet(
      (function* () {
        for (const manifest of manifests) yield { manifest, origin: {} };
      })(),
    );
  }

  static concat(...sets: readonly ManifestSet[]): ManifestSet {
    return new ManifestSet(
      (function* () {
        for (const set of sets) yield* set.entries();
      })(),
    );
  }

  get size(): number {
    return this.#origins.size;
  }

  [Symbol.iterator](): Iterator<Manifest> {
    return this.#origins.keys();
  }

  *entries(): Generator<ManifestEntry> {
    for (const [manifest, origin] of this.#origins) yield { manifest, origin };
  }

  /** `{}` for a manifest that is not in the set. */
  originOf(manifest: Manifest): Origin {
    return this.#origins.get(manifest) ?? {};
  }

  filter(keep: (manifest: Manifest) => boolean): Manifest[] {
    return [...this].filter(keep);
  }

  /** Those of a group (`''`: core) and kind, whatever their version, in order. */
  ofKind(group: string, kind: string): readonly Manifest[] {
    this.#byKind ??= index(this);
    return this.#byKind.get(`${group}/${kind}`) ?? [];
  }

  /** The first with that key; a key without a namespace finds an object without one. */
  find({ group, kind, namespace, name }: ObjectKey): Manifest | undefined {
    return this.ofKind(group, kind).find(
      ({ metadata }) => metadata.name === name && metadata.namespace === namespace,
    );
  }
}

function index(set: ManifestSet): Map<string, Manifest[]> {
  const byKind = new Map<string, Manifest[]>();
  for (const manifest of set) {
    const key = `${groupOf(manifest)}/${manifest.kind}`;
    const list = byKind.get(key);
    if (list) list.push(manifest);
    else byKind.set(key, [manifest]);
  }
  return byKind;
}
