import type { Diagnostic, Manifest, ManifestSet } from '../../core';
import { examples } from '../examples';

/** Two sets, or a set and an Application, that give one name fight over it: each undoes the other. */
export function checkSharedNames(
  applications: readonly Manifest[],
  owners: ReadonlyMap<Manifest, Manifest>,
  set: ManifestSet,
): Diagnostic[] {
  const first = new Map<string, Manifest>();
  const shared = new Map<Manifest, { readonly other: Manifest; readonly names: string[] }>();
  for (const application of applications) {
    const { name = '', namespace = '' } = application.metadata;
    const owner = owners.get(application) ?? application;
    const key = `${namespace}/${name}`;
    const other = first.get(key);
    if (other === undefined) first.set(key, owner);
    else if (other !== owner) {
      const found = shared.get(owner) ?? { other, names: [] };
      found.names.push(name);
      shared.set(owner, found);
    }
  }
  return [...shared].map(([manifest, { other, names }]) => ({
    rule: 'application-name-shared',
    severity: 'error' as const,
    message: `gives ${examples(names)}, and so does ${other.kind} '${other.metadata.name ?? ''}': each undoes what the other does`,
    hint: 'give each set names of its own',
    manifest,
    pointer: manifest.kind === 'Application' ? '/metadata/name' : '/spec/template/metadata/name',
    origin: set.originOf(manifest),
  }));
}
