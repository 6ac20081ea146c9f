import { formatKey, groupOf, keyOf, valueAt, type Manifest, type ObjectKey } from '../core';
import type { ContentReader } from './content';
import type { Instance } from './instance';
import { placeFor } from './place';
import { namespacing, type ScopeOf } from './scope';
import type { Place } from './types';
import { isMap } from './values';

/** An XR as it stands on a cluster, with what composes it there. */
export interface OnCluster {
  readonly xr: Manifest;
  readonly composition: Manifest;
  readonly definition?: Manifest | undefined;
}

/** An XR that both states have on a cluster. */
export interface ComposedPair {
  readonly object: ObjectKey;
  readonly place: Place;
  readonly before: OnCluster;
  readonly after: OnCluster;
}

interface Xr {
  readonly object: ObjectKey;
  readonly manifest: Manifest;
  readonly place: Place;
}

/** What compositions and XRs a state has, by cluster. */
interface Cluster {
  readonly compositions: Map<string, Manifest[]>;
  readonly definitions: Map<string, Manifest>;
  readonly xrs: Map<string, Xr>;
}

/**
 * The XRs that two states have in common and that differ, or whose Composition does. Which
 * Composition an XR takes is read as Crossplane chooses it; where that is open, the XR is left out.
 */
export function composedPairs(
  before: readonly Instance[],
  after: readonly Instance[],
  reader: ContentReader,
  scopeOf: ScopeOf | undefined,
): ComposedPair[] {
  const [old, now] = [clustersOf(before, reader, scopeOf), clustersOf(after, reader, scopeOf)];
  const found: ComposedPair[] = [];
  for (const [name, cluster] of now) {
    const earlier = old.get(name);
    if (!earlier) continue;
    for (const [key, xr] of cluster.xrs) {
      const other = earlier.xrs.get(key);
      if (!other) continue;
      const from = composedOf(other.manifest, earlier);
      const to = isManual(xr.manifest) ? from : composedOf(xr.manifest, cluster);
      if (!from || !to || (from.composition === to.composition && other.manifest === xr.manifest)) {
        continue;
      }
      found.push({
        object: xr.object,
        place: xr.place,
        before: from,
        after: { ...to, xr: xr.manifest },
      });
    }
  }
  return found;
}

function clustersOf(
  instances: readonly Instance[],
  reader: ContentReader,
  scopeOf: ScopeOf | undefined,
): Map<string, Cluster> {
  const clusters = new Map<string, Cluster>();
  const kinds = new Set<string>();
  for (const { cluster, sources } of instances) {
    const { compositions, definitions } = partsOf(reader.read(sources).manifests);
    if (compositions.length + definitions.length === 0) continue;
    const known = clusters.get(cluster) ?? empty();
    clusters.set(cluster, known);
    for (const { kind, manifest } of compositions) {
      kinds.add(kind);
      known.compositions.set(kind, [...(known.compositions.get(kind) ?? []), manifest]);
    }
    for (const { kind, manifest } of definitions) known.definitions.set(kind, manifest);
  }
  if (kinds.size === 0) return clusters;
  const candidates = new Map<readonly Manifest[], readonly Manifest[]>();
  for (const instance of instances) {
    const known = clusters.get(instance.cluster);
    if (!known) continue;
    const { manifests } = reader.read(instance.sources);
    let xrs = candidates.get(manifests);
    if (!xrs) candidates.set(manifests, (xrs = manifests.filter((one) => kinds.has(kindOf(one)))));
    const namespaceOf = namespacing(instance.destinationNamespace, scopeOf);
    for (const manifest of xrs) {
      const namespace = isClusterScoped(known.definitions.get(kindOf(manifest)))
        ? undefined
        : namespaceOf(manifest);
      const { group, kind, name } = keyOf(manifest);
      const object = { group, kind, ...(namespace !== undefined && { namespace }), name };
      known.xrs.set(formatKey(object), { object, manifest, place: placeFor(instance) });
    }
  }
  return clusters;
}

function empty(): Cluster {
  return { compositions: new Map(), definitions: new Map(), xrs: new Map() };
}

interface Part {
  /** `group/kind` of the XR. */
  readonly kind: string;
  readonly manifest: Manifest;
}

interface Parts {
  readonly compositions: readonly Part[];
  readonly definitions: readonly Part[];
}

/** Looked through once for each content, however many Applications read it. */
const known = new WeakMap<readonly Manifest[], Parts>();

function partsOf(manifests: readonly Manifest[]): Parts {
  let found = known.get(manifests);
  if (!found) {
    const own = manifests.filter((one) => groupOf(one) === 'apiextensions.crossplane.io');
    found = {
      compositions: own
        .filter(({ kind }) => kind === 'Composition')
        .map((manifest) => ({ kind: composedKind(manifest), manifest })),
      definitions: own
        .filter(({ kind }) => kind === 'CompositeResourceDefinition')
        .map((manifest) => ({ kind: definedKind(manifest), manifest })),
    };
    known.set(manifests, found);
  }
  return found;
}

function composedKind(composition: Manifest): string {
  const version = text(composition, '/spec/compositeTypeRef/apiVersion');
  return `${version.split('/')[0] ?? ''}/${text(composition, '/spec/compositeTypeRef/kind')}`;
}

function definedKind(definition: Manifest): string {
  return `${text(definition, '/spec/group')}/${text(definition, '/spec/names/kind')}`;
}

function kindOf(manifest: Manifest): string {
  return `${groupOf(manifest)}/${manifest.kind}`;
}

/** The Composition that an XR names, selects, gets by default, or that is the only one. */
function composedOf(xr: Manifest, { compositions, definitions }: Cluster): OnCluster | undefined {
  const all = compositions.get(kindOf(xr)) ?? [];
  const definition = definitions.get(kindOf(xr));
  const named = (name: string) => all.find(({ metadata }) => metadata.name === name);
  const own = (field: string) =>
    valueAt(xr, `/spec/crossplane/${field}`) ?? valueAt(xr, `/spec/${field}`);
  const forced = text(definition, '/spec/enforcedCompositionRef/name');
  const asked = forced || text(own('compositionRef'), '/name');
  const selector = valueAt(own('compositionSelector'), '/matchLabels');
  const fallback = text(definition, '/spec/defaultCompositionRef/name');
  const selected = isMap(selector)
    ? all.filter(({ metadata: { labels = {} } }) =>
        Object.entries(selector).every(([key, value]) => labels[key] === value),
      )
    : all;
  const composition = asked
    ? named(asked)
    : !isMap(selector) && fallback
      ? named(fallback)
      : selected.length === 1
        ? selected[0]
        : undefined;
  return composition && { xr, composition, definition };
}

/** An XR that stays with the revision it has. */
function isManual(xr: Manifest): boolean {
  const policy =
    valueAt(xr, '/spec/crossplane/compositionUpdatePolicy') ??
    valueAt(xr, '/spec/compositionUpdatePolicy');
  return policy === 'Manual';
}

function isClusterScoped(definition: Manifest | undefined): boolean {
  if (!definition) return false;
  const scope = text(definition, '/spec/scope');
  if (scope !== '') return scope !== 'Namespaced';
  return definition.apiVersion.endsWith('/v1');
}

function text(root: unknown, pointer: string): string {
  const value = valueAt(root, pointer);
  return typeof value === 'string' ? value : '';
}
