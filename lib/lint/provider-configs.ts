import { groupOf, keyOf, valueAt, type Manifest, type ManifestSet, type Pointer } from '../core';
import { composedBasesOf } from '../crossplane/composition/composed-bases';
import { configGroupsOf, type ConfigGroups } from '../crossplane/providers';

/** A managed resource, or the base of one in a composition, and the configuration it uses. */
export interface ConfigReference {
  readonly at: Manifest;
  /** Of `providerConfigRef`, or of the spec that has none. */
  readonly pointer: Pointer;
  readonly groups: ConfigGroups;
  readonly kind: string;
  readonly name: string;
  /** Whether it is what Crossplane puts in for a missing reference. */
  readonly isDefault: boolean;
  /** Of the managed resource; `undefined` where it follows later. */
  readonly namespace: string | undefined;
}

/** The provider configurations of a group that a set defines: namespaces by kind and name. */
export type Configs = ReadonlyMap<string, ReadonlyMap<string, ReadonlySet<string>>>;

export const CLUSTER = 'ClusterProviderConfig';
export const PLAIN = 'ProviderConfig';

/** `''` stands for an object without namespace. */
export function configsIn(set: ManifestSet, group: string): Configs {
  const found = new Map<string, Map<string, Set<string>>>();
  for (const kind of [CLUSTER, PLAIN]) {
    const names = new Map<string, Set<string>>();
    for (const manifest of set.ofKind(group, kind)) {
      const { name, namespace = '' } = keyOf(manifest);
      names.set(name, (names.get(name) ?? new Set()).add(namespace));
    }
    found.set(kind, names);
  }
  return found;
}

/** The references of a set, and of which groups compositions or packages may bring configurations. */
export function configReferencesIn(set: ManifestSet): {
  readonly references: readonly ConfigReference[];
  isOpen(group: string): boolean;
} {
  const references: ConfigReference[] = [];
  const open = new Set<string>();
  let all = set.ofKind('pkg.crossplane.io', 'Configuration').length > 0;
  for (const { group, kind } of set.kinds()) {
    const groups = configGroupsOf(group);
    if (!groups) continue;
    for (const at of set.ofKind(group, kind)) {
      const found = referenceOf(at, '', at, groups);
      if (found) references.push({ ...found, namespace: keyOf(at).namespace });
    }
  }
  const functions = set.ofKind('pkg.crossplane.io', 'Function');
  for (const at of set.ofKind('apiextensions.crossplane.io', 'Composition')) {
    const { bases, isOpen } = composedBasesOf(at, functions);
    all ||= isOpen;
    for (const { base, pointer, patched } of bases) {
      const { apiVersion, kind } = base;
      if (typeof apiVersion !== 'string') continue;
      const group = groupOf(apiVersion);
      if (kind === CLUSTER || kind === PLAIN) open.add(group);
      if (patched.some((path) => /^spec(?:$|\.providerConfigRef\b)/.test(path))) continue;
      const groups = configGroupsOf(group);
      const found = groups && referenceOf(base, pointer, at, groups);
      if (found) references.push({ ...found, namespace: undefined });
    }
  }
  return { references, isOpen: (group) => all || open.has(group) };
}

function referenceOf(
  resource: unknown,
  below: Pointer,
  at: Manifest,
  groups: ConfigGroups,
): Omit<ConfigReference, 'namespace'> | undefined {
  if (typeof valueAt(resource, '/spec/forProvider') !== 'object') return undefined;
  const ref = valueAt(resource, '/spec/providerConfigRef');
  const usual = groups.isNamespaced ? CLUSTER : PLAIN;
  if (ref === undefined) {
    return { at, pointer: `${below}/spec`, groups, kind: usual, name: 'default', isDefault: true };
  }
  const name = valueAt(ref, '/name');
  const kind = groups.isNamespaced ? valueAt(ref, '/kind') : usual;
  // What is missing or no text is told by the schema; templates are filled later.
  if (typeof name !== 'string' || typeof kind !== 'string' || /\{\{/.test(name + kind)) {
    return undefined;
  }
  return { at, pointer: `${below}/spec/providerConfigRef`, groups, kind, name, isDefault: false };
}
