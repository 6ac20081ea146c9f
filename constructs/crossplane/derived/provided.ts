import { groupOf } from '../../../lib/core';
import { packageOf } from '../../../lib/crossplane/composition/provider';
import type { KnownKind } from '../kinds';
import { pluralOf } from '../plural';

/** Groups of Crossplane's own kinds. */
const CORE = /^(?:apiextensions|meta\.pkg|ops|pkg|protection|secrets)\.crossplane\.io$/;

/** Groups of providers: Crossplane's RBAC manager gives it all rights to what its packages bring. */
const PROVIDED = /(?:^|\.)(?:crossplane\.io|upbound\.io)$/;

/** Kinds of providers that are no managed resources. */
const CONFIGURE = /^(?:Cluster)?ProviderConfig(?:Usage)?$/;

type Kind = Pick<KnownKind, 'apiVersion' | 'kind' | 'isComposite'>;

/** Whether Crossplane or one of its packages defines the kind. */
export function isProvided({ apiVersion, isComposite = false }: Kind): boolean {
  return isComposite || PROVIDED.test(groupOf(apiVersion));
}

/** Whether a provider defines the kind, a configuration of it included. */
export function isOfProvider(kind: Kind): boolean {
  return kind.isComposite !== true && isProvided(kind) && !CORE.test(groupOf(kind.apiVersion));
}

/**
 * Name of the ManagedResourceDefinition, which is that of the CRD; `undefined` for what is no managed
 * resource.
 */
export function definitionName(kind: KnownKind): string | undefined {
  if (!isOfProvider(kind) || CONFIGURE.test(kind.kind)) return undefined;
  return `${kind.plural ?? pluralOf(kind.kind)}.${groupOf(kind.apiVersion)}`;
}

/** The package that brings the kinds of a group of the AWS family; the others are left to the user. */
export function providerOf(group: string): string | undefined {
  const found = packageOf(group);
  return found?.cloud === 'aws' ? found.name : undefined;
}
