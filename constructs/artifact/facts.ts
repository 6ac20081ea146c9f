import { findKind } from '../../imports/schemas';
import {
  formatKey,
  groupOf,
  isManifest,
  keyOf,
  ManifestSet,
  parseDocuments,
  valueAt,
  type ManifestEntry,
  type ObjectKey,
} from '../../lib/core';
import { claimsOf, ignoreDifferencesFor, type DriftFacts } from '../../lib/drift';
import { manifestsOf as manifestsBelow } from '../../lib/synth';
import type { IgnoreDifference } from '../deployable';
import { deliveriesOf, type Delivery } from './delivery';
import { withSynthesis } from './synthesis';

/** The manifests in an artifact, or in one of its variants, as the program builds them. */
export function manifestsOf(delivery: Delivery, variant?: string): ManifestSet {
  return withSynthesis(delivery.construct, (pass) =>
    ManifestSet.concat(
      ...delivery.parts
        .filter(({ folder }) => variant === undefined || folder === variant)
        .map(({ root }) => manifestsBelow(pass, root)),
      new ManifestSet(fileEntries(delivery)),
    ),
  );
}

/** The rules that what the program builds needs. */
export function ignoreDifferencesOf(
  delivery: Delivery,
  variant?: string,
): readonly IgnoreDifference[] {
  return ignoreDifferencesFor(manifestsOf(delivery, variant), driftFacts);
}

/** Who writes what those rules leave alone: a line each. */
export function writersOf(delivery: Delivery, variant?: string): string[] {
  return [...claimsOf(manifestsOf(delivery, variant), driftFacts)].map(
    ({ by, writer, pointer, target }) =>
      `${by ? formatKey({ ...keyOf(by), group: '' }) : writer.title} writes ${pointer} of ${formatKey(target)}`,
  );
}

const driftFacts: DriftFacts = {
  scalePathOf: (apiVersion, kind) => findKind(apiVersion, kind)?.facts.scale?.specReplicasPath,
};

/**
 * Cluster-scoped kinds in an artifact: known ones, and those that a CRD or XRD of the same app
 * defines. A kind that nobody here knows counts as namespaced.
 */
export function clusterResourcesOf(delivery: Delivery): readonly KindKey[] {
  const defined = definedScopes(delivery);
  const found = new Map<string, KindKey>();
  for (const manifest of manifestsOf(delivery)) {
    const { apiVersion, kind } = manifest;
    const group = groupOf(manifest);
    const key = `${group}/${kind}`;
    const scope = defined.get(key) ?? findKind(apiVersion, kind)?.facts.scope;
    if (scope === 'Cluster') found.set(key, { group, kind });
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, resource]) => resource);
}

/** Namespaces that objects of an artifact name. */
export function namespacesOf(delivery: Delivery, variant?: string): readonly string[] {
  const named = [...manifestsOf(delivery, variant)].flatMap(({ metadata }) =>
    metadata.namespace === undefined ? [] : [metadata.namespace],
  );
  return [...new Set(named)].sort();
}

type KindKey = Pick<ObjectKey, 'group' | 'kind'>;

function definedScopes(delivery: Delivery): ReadonlyMap<string, unknown> {
  const artifacts = deliveriesOf(delivery.construct).filter(({ kind }) => kind === 'artifact');
  const definitions = artifacts.flatMap((other) => [
    ...manifestsOf(other).ofKind('apiextensions.k8s.io', 'CustomResourceDefinition'),
    ...manifestsOf(other).ofKind('apiextensions.crossplane.io', 'CompositeResourceDefinition'),
  ]);
  return new Map(
    definitions.map((definition) => [
      `${String(valueAt(definition, '/spec/group'))}/${String(valueAt(definition, '/spec/names/kind'))}`,
      valueAt(definition, '/spec/scope'),
    ]),
  );
}

/** Files that are plain YAML; templates of charts are none, and say nothing here. */
function fileEntries(delivery: Delivery): ManifestEntry[] {
  return delivery.files().flatMap(({ path, content }) => {
    if (!/\.(ya?ml|json)$/.test(path)) return [];
    return parseDocuments(content.toString()).flatMap(({ value }) =>
      isManifest(value) ? [{ manifest: value, origin: { file: path } }] : [],
    );
  });
}
