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

/**
 * The package that brings the kinds of a group: of the AWS family each service has its own. `undefined`
 * for other providers, of which we do not know.
 *
 * @see https://github.com/crossplane-contrib/provider-upjet-aws/tree/main/cmd/provider
 */
export function providerOf(group: string): string | undefined {
  const [match, service] = /^(?:([a-z0-9]+)\.)?aws(?:\.m)?\.upbound\.io$/.exec(group) ?? [];
  if (match === undefined) return undefined;
  return service === undefined ? 'provider-family-aws' : `provider-aws-${service}`;
}
