import { compositeFacts, type CommonOptions } from './composite-facts';
import { compositeClass } from './composite-object';
import type {
  CompositeFacts,
  CompositeScope,
  CompositeVersions,
  TypesOfVersions,
  VersionDefinition,
  VersionTypes,
} from './composite-types';

export interface CompositeResourceOptions<
  V extends Readonly<Record<string, VersionDefinition>>,
> extends CommonOptions<V> {
  /**
   * Never defaulted: it cannot be changed later. A namespaced XR composes in its namespace only.
   * `LegacyCluster` is {@link legacyCompositeResource}'s.
   */
  readonly scope: Exclude<CompositeScope, 'LegacyCluster'>;
}

/** A composite resource: its facts, and under each version's name the class of its XRs. */
export type CompositeResource<
  T extends Readonly<Record<string, VersionTypes>> = Readonly<Record<string, VersionTypes>>,
> = { readonly composite: CompositeFacts } & CompositeVersions<T>;

/**
 * Defines a composite resource, apart from any chart: the schema that ships with the XRD, the type
 * that checks authors and compositions, and the class of its XRs (`PostgresDatabase.v1alpha1`).
 *
 * @throws {CompositeResourceError} for whatever Crossplane would drop from the schema and the API
 *   server would refuse, with the pointer into it.
 */
export function compositeResource<const V extends Readonly<Record<string, VersionDefinition>>>(
  options: CompositeResourceOptions<V>,
): CompositeResource<TypesOfVersions<V>> {
  const composite = compositeFacts(options, options.scope);
  const classes = composite.versions.map((version) => [
    version.name,
    compositeClass(composite, version),
  ]);
  return { composite, ...Object.fromEntries(classes) } as CompositeResource<TypesOfVersions<V>>;
}
