import { groupOf, type Manifest, type ObjectKey } from './manifest';

/** Where a manifest comes from, for messages. Each part is present when it is known. */
export interface Origin {
  /** The construct that made it: `platform/eu-west-1/base/aws`. */
  readonly constructPath?: string;
  /** The file it was read from, or the one it is written to. */
  readonly file?: string;
  /** Where in the file it stands; absent where it was not read from one. */
  readonly within?: DocumentPlace;
  /** 1-based line of a field (`''`: of the object), or of its nearest parent that is written. */
  readonly lineOf?: (pointer: string) => number | undefined;
}

/** A manifest's place in a file: a document, and an item of it where that is a List. */
export interface DocumentPlace {
  /** 0-based, as `parseDocuments` counts. */
  readonly document: number;
  /** `''`, or `/items/0`. */
  readonly pointer: string;
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
  #byKind: Map<string, Kind> | undefined;

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
    return this.#kinds().get(`${group}/${kind}`)?.manifests ?? [];
  }

  /** Those of a group, kind and name, in any namespace, in order. */
  named(group: string, kind: string, name: string): readonly Manifest[] {
    const found = this.#kinds().get(`${group}/${kind}`);
    if (!found) return [];
    found.byName ??= indexBy(found.manifests, ({ metadata }) => metadata.name);
    return found.byName.get(name) ?? [];
  }

  /** Every group and kind in the set, with its manifests, in the order of first mention. */
  kinds(): Iterable<KindOfSet> {
    return this.#kinds().values();
  }

  /** The first with that key; a key without a namespace finds an object without one. */
  find({ group, kind, namespace, name }: ObjectKey): Manifest | undefined {
    return this.named(group, kind, name).find(({ metadata }) => metadata.namespace === namespace);
  }

  #kinds(): Map<string, Kind> {
    return (this.#byKind ??= index(this));
  }
}

/** The manifests of one group and kind, whatever their version. */
export interface KindOfSet {
  /** `''` for the core group. */
  readonly group: string;
  readonly kind: string;
  readonly manifests: readonly Manifest[];
}

interface Kind extends KindOfSet {
  readonly manifests: Manifest[];
  byName?: Map<unknown, Manifest[]>;
}

function index(set: ManifestSet): Map<string, Kind> {
  const byKind = new Map<string, Kind>();
  for (const manifest of set) {
    const group = groupOf(manifest);
    const { kind } = manifest;
    const key = `${group}/${kind}`;
    const known = byKind.get(key);
    if (known) known.manifests.push(manifest);
    else byKind.set(key, { group, kind, manifests: [manifest] });
  }
  return byKind;
}

function indexBy(all: readonly Manifest[], of: (one: Manifest) => unknown) {
  const found = new Map<unknown, Manifest[]>();
  for (const one of all) {
    const key = of(one);
    const list = found.get(key);
    if (list) list.push(one);
    else found.set(key, [one]);
  }
  return found;
}
