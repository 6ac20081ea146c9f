import { groupOf, valueAt, type Manifest, type ManifestSet } from '../core';
import { imageOf } from '../crossplane/composition/provider';
import { serves } from '../crossplane/providers';
import { readDefinition } from '../crossplane/xrd/definition';

/** Whether a Provider has the kinds of a group. */
export type Brings = (provider: Manifest, group: string) => boolean;

/**
 * What makes a kind known to the API server only while a sync is under way, so that Argo CD's look for
 * it before the sync finds nothing: an XRD, or a provider. CRDs of the same sync Argo CD sees itself.
 *
 * @returns all that bring the kind of an object; `undefined` where the set has nothing of that sort.
 */
export function arrivalsIn(
  set: ManifestSet,
  brings: Brings = (provider, group) => serves(imageOf(provider), group),
): ((manifest: Manifest) => readonly Manifest[]) | undefined {
  const definitions = set.ofKind('apiextensions.crossplane.io', 'CompositeResourceDefinition');
  const providers = set.ofKind('pkg.crossplane.io', 'Provider');
  if (definitions.length === 0 && providers.length === 0) return undefined;
  const defined = new Map<string, Manifest[]>();
  for (const manifest of definitions) {
    const definition = readDefinition(manifest);
    if (!definition) continue;
    const { group, kind, claim } = definition;
    for (const each of claim ? [kind, claim.kind] : [kind]) {
      const key = `${group}/${each}`;
      const known = defined.get(key);
      if (known) known.push(manifest);
      else defined.set(key, [manifest]);
    }
  }
  const byGroup = new Map<string, readonly Manifest[]>();
  const providersOf = (group: string) => {
    let found = byGroup.get(group);
    if (!found) {
      found = providers.filter((provider) => brings(provider, group));
      byGroup.set(group, found);
    }
    return found;
  };
  const crds = new Set(
    set
      .ofKind('apiextensions.k8s.io', 'CustomResourceDefinition')
      .map((crd) => `${textAt(crd, '/spec/group')}/${textAt(crd, '/spec/names/kind')}`),
  );
  return (manifest) => {
    const group = groupOf(manifest.apiVersion);
    const key = `${group}/${manifest.kind}`;
    if (crds.has(key)) return [];
    return defined.get(key) ?? providersOf(group);
  };
}

function textAt(manifest: Manifest, pointer: string): string {
  return String(valueAt(manifest, pointer));
}
