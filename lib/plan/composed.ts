import { formatKey, groupOf, keyOf, valueAt, type Manifest, type ObjectKey } from '../core';
import { CompositeError, renderComposite } from '../render/crossplane';
import { compareTwo } from './compare-objects';
import type { ComposedPair, OnCluster } from './composites';
import type { SeenDifference } from './grouping';

const NAME = 'crossplane.io/composition-resource-name';

/** What becomes of the resources that an XR is composed of, or why that is not known. */
export type ComposedDifferences =
  { readonly seen: readonly SeenDifference[] } | { readonly missing: string };

/** Compares what XRs are composed of, each pair of XR and Composition rendered once. */
export class Composed {
  readonly #rendered = new Map<Manifest, Map<Manifest, readonly Manifest[] | string>>();
  readonly #compared = new Map<string, ComposedDifferences>();
  readonly #numbers = new Map<Manifest, number>();

  compare({ object, before, after }: ComposedPair): ComposedDifferences {
    const all = [before.xr, before.composition, after.xr, after.composition];
    const key = [formatKey(object), ...all.map((one) => this.#numberOf(one))].join('\0');
    let found = this.#compared.get(key);
    if (!found) this.#compared.set(key, (found = this.#compareNew(object, before, after)));
    return found;
  }

  #compareNew(xr: ObjectKey, before: OnCluster, after: OnCluster): ComposedDifferences {
    const [old, now] = [this.#render(xr, before), this.#render(xr, after)];
    if (typeof old === 'string') return { missing: `${old} (base)` };
    if (typeof now === 'string') return { missing: now };
    const [left, right] = [byName(old), byName(now)];
    const seen: SeenDifference[] = [];
    for (const [name, manifest] of left) {
      const other = right.get(name);
      const object = keyFor(manifest, name);
      if (!other) {
        const difference = {
          action: 'remove',
          object,
          before: manifest,
          fields: [],
          images: [],
        } as const;
        seen.push({ difference, fate: 'composed', composedBy: xr });
        continue;
      }
      const difference = compareTwo(keyFor(other, name), manifest, other);
      if (difference) seen.push({ difference, composedBy: xr });
    }
    for (const [name, manifest] of right) {
      if (left.has(name)) continue;
      const object = keyFor(manifest, name);
      const difference = {
        action: 'add',
        object,
        after: manifest,
        fields: [],
        images: [],
      } as const;
      seen.push({ difference, composedBy: xr });
    }
    return { seen };
  }

  /** The composed resources, or what keeps them from being rendered. */
  #render({ namespace }: ObjectKey, { xr, composition, definition }: OnCluster) {
    const known = this.#rendered.get(xr) ?? new Map<Manifest, readonly Manifest[] | string>();
    this.#rendered.set(xr, known);
    let found = known.get(composition);
    if (found === undefined) {
      const metadata = { ...xr.metadata, ...(namespace !== undefined && { namespace }) };
      found = render({ ...xr, metadata }, composition, definition);
      known.set(composition, found);
    }
    return found;
  }

  #numberOf(manifest: Manifest): number {
    const known = this.#numbers.get(manifest);
    if (known !== undefined) return known;
    this.#numbers.set(manifest, this.#numbers.size);
    return this.#numbers.size - 1;
  }
}

function render(
  xr: Manifest,
  composition: Manifest,
  definition: Manifest | undefined,
): readonly Manifest[] | string {
  const entry = (manifest: Manifest) => ({ manifest, origin: {} });
  try {
    const { composed } = renderComposite({
      xr: entry(xr),
      composition: entry(composition),
      ...(definition && { definition: entry(definition) }),
    });
    return composed;
  } catch (error) {
    if (!(error instanceof CompositeError)) throw error;
    return error.message;
  }
}

function byName(composed: readonly Manifest[]): Map<string, Manifest> {
  return new Map(
    composed.map((manifest, i) => [manifest.metadata.annotations?.[NAME] ?? String(i), manifest]),
  );
}

/** A composed resource without a name is told by the one it has in its Composition. */
function keyFor(manifest: Manifest, inComposition: string): ObjectKey {
  const { namespace } = keyOf(manifest);
  const { name } = manifest.metadata;
  const generated: unknown = valueAt(manifest, '/metadata/generateName');
  const shown =
    name ?? (typeof generated === 'string' ? `${generated}${inComposition}` : inComposition);
  return {
    group: groupOf(manifest),
    kind: manifest.kind,
    ...(namespace !== undefined && { namespace }),
    name: shown,
  };
}
