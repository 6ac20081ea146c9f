import { groupOf } from '../../../lib/core';
import type { KnownKind } from '../kinds';
import { pluralOf } from '../plural';

/** Groups of Crossplane's own kinds. */
const CORE = /^(?:apiextensions|meta\.pkg|ops|pkg|protection|secrets)\.crossplane\.io$/;

/** Groups of providers: Crossplane's RBAC manager gives it all rights to what its packages bring. */
const PROVIDED = /(?:^|\.)(?:crossplane\.io|upbound\.io)$/;

/** Kinds of providers that are no managed resources. */
const CONFIGURE = /^(?:Cluster)?ProviderConfig(?:Usage)?$/;

type Kind = Pick<KnownKind, 'apiVersion' | 'kind' | 'isComposite'>;

/**
 * Whether Crossplane or one of its packages defines the kind.
 *
 * @param declared Whether a package of the program says that it has the group.
 */
export function isProvided({ apiVersion, isComposite = false }: Kind, declared = NOBODY): boolean {
  const group = groupOf(apiVersion);
  return isComposite || PROVIDED.test(group) || declared(group);
}

/** Whether a provider defines the kind, a configuration of it included. */
export function isOfProvider(kind: Kind, declared = NOBODY): boolean {
  return (
    kind.isComposite !== true && isProvided(kind, declared) && !CORE.test(groupOf(kind.apiVersion))
  );
}

const NOBODY = (_group: string) => false;

/**
 * Name of the ManagedResourceDefinition, which is that of the CRD; `undefined` for what is no managed
 * resource.
 */
export function definitionName(kind: KnownKind, declared = NOBODY): string | undefined {
  if (!isOfProvider(kind, declared) || CONFIGURE.test(kind.kind)) return undefined;
  return `${kind.plural ?? pluralOf(kind.kind)}.${groupOf(kind.apiVersion)}`;
}
