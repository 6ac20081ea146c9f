import { checkComposite } from './check-composite';
import { compositeClass } from './composite-object';
import type {
  CompositeFacts,
  CompositeScope,
  CompositeVersions,
  VersionDefinition,
  VersionFacts,
} from './composite-types';
import { toStructural } from './to-structural';

export interface CompositeResourceOptions<V extends Readonly<Record<string, VersionDefinition>>> {
  /** A domain of yours: `platform.acme.io`. */
  readonly group: string;
  /** `PostgresDatabase`. */
  readonly kind: string;
  /** Lower case. Default: the kind with an English plural ending. */
  readonly plural?: string;
  /** Never defaulted: it cannot be changed later. A namespaced XR composes in its namespace only. */
  readonly scope: CompositeScope;
  /**
   * Whether it holds data. Then XRs are neither pruned nor deleted by Argo CD without a person's
   * word, a Usage protects each, and composition revisions are taken by hand. Default: false.
   */
  readonly stateful?: boolean;
  /** By name: `{ v1alpha1: { spec: Type.Object({ … }) } }`. */
  readonly versions: V;
}

/** A composite resource: its facts, and under each version's name the class of its XRs. */
export type CompositeResource<
  V extends Readonly<Record<string, VersionDefinition>> = Readonly<
    Record<string, VersionDefinition>
  >,
> = { readonly composite: CompositeFacts } & CompositeVersions<V>;

/**
 * Defines a composite resource, apart from any chart: the schema that ships with the XRD, the type
 * that checks authors and compositions, and the class of its XRs (`PostgresDatabase.v1alpha1`).
 *
 * @throws {CompositeResourceError} for whatever Crossplane would drop from the schema and the API
 *   server would refuse, with the pointer into it.
 */
export function compositeResource<const V extends Readonly<Record<string, VersionDefinition>>>(
  options: CompositeResourceOptions<V>,
): CompositeResource<V> {
  const { group, kind, scope, stateful = false, plural = pluralOf(kind) } = options;
  const definitions = Object.entries(options.versions);
  const versions = definitions.map(([name, definition]): VersionFacts => {
    const at = `/versions/${name}`;
    return {
      served: true,
      ...definition,
      name,
      referenceable: definition.referenceable ?? definitions.length === 1,
      spec: toStructural(definition.spec, `${at}/spec`),
      status: definition.status && toStructural(definition.status, `${at}/status`),
    };
  });
  const composite: CompositeFacts = { group, kind, plural, scope, stateful, versions };
  checkComposite(composite, definitions);
  const classes = versions.map((version) => [version.name, compositeClass(composite, version)]);
  return { composite, ...Object.fromEntries(classes) } as CompositeResource<V>;
}

function pluralOf(kind: string): string {
  const name = kind.toLowerCase();
  if (/[^aeiou]y$/.test(name)) return `${name.slice(0, -1)}ies`;
  return /(?:s|x|z|ch|sh)$/.test(name) ? `${name}es` : `${name}s`;
}
