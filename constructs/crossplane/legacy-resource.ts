import { compositeFacts, type CommonOptions } from './composite-facts';
import { pluralOf } from './plural';
import type { KindNames, TypesOfVersions, VersionDefinition } from './composite-types';
import { claimClass, legacyClass } from './legacy-object';
import type { LegacyCompositeResource } from './legacy-types';

export interface LegacyCompositeResourceOptions<
  V extends Readonly<Record<string, VersionDefinition>>,
> extends CommonOptions<V> {
  /** What namespaced claims are called. Default: there are none, people write XRs. */
  readonly claim?: string | ClaimNames;
}

/** `kind: 'PostgresDatabase'`. */
export interface ClaimNames {
  readonly kind: string;
  /** Lower case. Default: the kind with an English plural ending. */
  readonly plural?: string;
}

/**
 * A composite resource as Crossplane v1 has it, and v2 still does (scope `LegacyCluster`): XRs are
 * cluster-scoped, and namespaced claims ask for them.
 *
 * ```ts
 * const XDatabase = legacyCompositeResource({
 *   group: 'platform.acme.io', kind: 'XDatabase', claim: 'Database',
 *   versions: { v1alpha1: { spec: Type.Object({ … }), connection: ['host', 'password'] } },
 * });
 * new XDatabase.claim.v1alpha1(chart, 'orders', { spec: { … } });
 * ```
 *
 * @throws {CompositeResourceError} as {@link compositeResource} does.
 */
export function legacyCompositeResource<
  const V extends Readonly<Record<string, VersionDefinition>>,
  const Claim extends string | ClaimNames = never,
>(
  options: LegacyCompositeResourceOptions<V> & { readonly claim?: Claim },
): LegacyCompositeResource<TypesOfVersions<V>, Claim> {
  const claim = namesOf(options.claim);
  const composite = compositeFacts(options, 'LegacyCluster', claim);
  const { versions } = composite;
  const classes = versions.map((version) => [version.name, legacyClass(composite, version)]);
  const claims = versions.map((version) => [version.name, claim && claimClass(composite, version)]);
  return {
    composite,
    ...Object.fromEntries(classes),
    ...(claim && { claim: Object.fromEntries(claims) as never }),
  } as LegacyCompositeResource<TypesOfVersions<V>, Claim>;
}

function namesOf(claim: string | ClaimNames | undefined): KindNames | undefined {
  if (claim === undefined) return undefined;
  const { kind, plural = pluralOf(kind) } = typeof claim === 'string' ? { kind: claim } : claim;
  return { kind, plural };
}
