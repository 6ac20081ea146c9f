import { nearest } from '../../core';
import {
  CLUSTER,
  configReferencesIn,
  configsIn,
  PLAIN,
  type ConfigReference,
  type Configs,
} from '../provider-configs';
import { rule } from '../rule';

export const providerConfigMissing = rule({
  id: 'provider-config-missing',
  category: 'crossplane',
  severity: 'warning',
  summary:
    'A managed resource uses a provider configuration that is there, where others of its provider are.',
  hint: 'correct kind and name of providerConfigRef',
  source: 'https://docs.crossplane.io/latest/packages/providers/#configure-a-provider',

  *check(set) {
    const { references, isOpen } = configReferencesIn(set);
    const known = new Map<string, Configs>();
    const configsOf = (group: string) => {
      let found = known.get(group);
      if (!found) known.set(group, (found = configsIn(set, group)));
      return found;
    };
    for (const reference of references) {
      const { at, pointer, kind, groups } = reference;
      if (kind !== CLUSTER && kind !== PLAIN) {
        const near = nearest(kind, [CLUSTER, PLAIN]) ?? CLUSTER;
        const message = `is '${kind}', and the provider knows ${CLUSTER} and ${PLAIN} alone`;
        const hint = `write kind: ${near}`;
        yield { at, pointer: `${pointer}/kind`, message, hint, severity: 'error' as const };
        continue;
      }
      if (isOpen(groups.own)) continue;
      const told = tell(reference, configsOf(groups.own), configsOf(groups.other));
      if (told) yield { at, pointer, ...told };
    }
  },
});

interface Told {
  readonly message: string;
  readonly hint: string;
}

function tell(reference: ConfigReference, own: Configs, other: Configs): Told | undefined {
  const { kind, name, namespace, groups, isDefault } = reference;
  const isPlaced = kind === PLAIN && groups.isNamespaced;
  const here = own.get(kind)?.get(name);
  if (here && (!isPlaced || reaches(here, namespace))) return undefined;
  const subject = isDefault
    ? `has no providerConfigRef, so it uses the ${kind} 'default',`
    : `is the ${kind} '${name}',`;
  if (here) {
    const [there = ''] = here;
    return {
      message: `${subject} which is in namespace '${there}', not in '${String(namespace)}'`,
      hint: `put one into namespace '${String(namespace)}', or use a ${CLUSTER}`,
    };
  }
  const otherKind = kind === CLUSTER ? PLAIN : CLUSTER;
  const elsewhere = own.get(otherKind)?.get(name);
  if (elsewhere && (otherKind === CLUSTER || reaches(elsewhere, namespace))) {
    const hint = isDefault
      ? `write providerConfigRef: { kind: ${otherKind}, name: ${name} }`
      : `write kind: ${otherKind}`;
    return { message: `${subject} and '${name}' is a ${otherKind}`, hint };
  }
  for (const names of other.values()) {
    if (!names.has(name)) continue;
    const scope = groups.isNamespaced ? 'namespaced' : 'cluster-scoped';
    return {
      message: `${subject} and '${name}' is of ${groups.other}, which ${scope} managed resources do not read`,
      hint: `define it in ${groups.own} too`,
    };
  }
  const names = [...own.values()].flatMap((each) => [...each.keys()]);
  if (names.length === 0) return undefined;
  const near = nearest(name, [...(own.get(kind)?.keys() ?? [])]);
  return {
    message: `${subject} of which there is none`,
    hint: near === undefined || isDefault ? named(own) : `did you mean '${near}'? write that`,
  };
}

/** Whether a configuration in one of some namespaces is that of a managed resource. */
function reaches(namespaces: ReadonlySet<string>, namespace: string | undefined): boolean {
  return namespace === undefined || namespaces.has(namespace) || namespaces.has('');
}

function named(own: Configs): string {
  const all = [...own].flatMap(([kind, names]) =>
    [...names.keys()].map((name) => `${kind} ${name}`),
  );
  return `write providerConfigRef with one that is there: ${all.slice(0, 3).join(', ')}`;
}
