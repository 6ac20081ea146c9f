import { checkComposite } from './check-composite';
import type {
  CompositeFacts,
  CompositeScope,
  KindNames,
  VersionDefinition,
  VersionFacts,
} from './composite-types';
import { pluralOf } from './plural';
import { toStructural } from './to-structural';

/** What composite resources of all scopes say. */
export interface CommonOptions<V extends Readonly<Record<string, VersionDefinition>>> {
  /** A domain of yours: `platform.acme.io`. */
  readonly group: string;
  /** `PostgresDatabase`. */
  readonly kind: string;
  /** Lower case. Default: the kind with an English plural ending. */
  readonly plural?: string;
  /**
   * Whether it holds data. Then XRs are neither pruned nor deleted by Argo CD without a person's
   * word, a Usage protects each, and composition revisions are taken by hand. Default: false.
   */
  readonly stateful?: boolean;
  /** Longest name of an XR; Crossplane takes no more than 63 characters. Default: 63. */
  readonly nameMaxLength?: number;
  /** By name: `{ v1alpha1: { spec: Type.Object({ … }) } }`. */
  readonly versions: V;
}

/** Longest name of an XR, which becomes the value of a label. */
export const LONGEST_NAME = 63;

/** @throws {CompositeResourceError} for what Crossplane or the API server would drop or refuse. */
export function compositeFacts(
  options: CommonOptions<Readonly<Record<string, VersionDefinition>>>,
  scope: CompositeScope,
  claim?: KindNames,
): CompositeFacts {
  const { group, kind, stateful = false, nameMaxLength = LONGEST_NAME } = options;
  const { plural = pluralOf(kind) } = options;
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
  const facts = { group, kind, plural, scope, stateful, nameMaxLength, versions };
  const composite: CompositeFacts = { ...facts, ...(claim && { claim }) };
  checkComposite(composite, definitions);
  return composite;
}
