import type { ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { CompositeResourceDefinitionV2 } from '../../imports/crossplane';
import type { CompositeFacts, VersionFacts } from './composite-types';

export interface CompositeResourceDefinitionProps {
  readonly composite: { readonly composite: CompositeFacts };
  /** Without `name`: Crossplane requires it to be `<plural>.<group>`. */
  readonly metadata?: Omit<ApiObjectMetadata, 'name'>;
  /**
   * Name of the composition for XRs that name none. With several compositions and no default,
   * Crossplane picks one at random. Default: none.
   */
  readonly defaultComposition?: string;
  /** Name of the composition that every XR gets whatever it says. Immutable. Default: none. */
  readonly enforcedComposition?: string;
  /** Default: `Manual` for a stateful composite resource, else `Automatic`. */
  readonly defaultCompositionUpdatePolicy?: 'Automatic' | 'Manual';
  /** Categories for `kubectl get`, beside `composite`. Default: none. */
  readonly categories?: readonly string[];
  /** Default: none. */
  readonly shortNames?: readonly string[];
}

/**
 * The XRD of a {@link compositeResource}, named `<plural>.<group>`, in Crossplane's v2 form. Fields
 * that the API server or Crossplane would default are written out, so that nothing drifts.
 *
 * @see https://docs.crossplane.io/latest/composition/composite-resource-definitions/
 */
export class CompositeResourceDefinition extends Construct {
  /** `metadata.name` of the XRD. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: CompositeResourceDefinitionProps) {
    super(scope, id);
    const { composite } = props.composite;
    const { group, kind, plural, scope: xrScope, stateful, versions } = composite;
    const { categories, shortNames } = props;
    this.name = `${plural}.${group}`;
    new CompositeResourceDefinitionV2(this, 'Resource', {
      metadata: { ...props.metadata, name: this.name },
      spec: {
        group,
        names: {
          kind,
          listKind: `${kind}List`,
          plural,
          singular: kind.toLowerCase(),
          ...(categories && { categories }),
          ...(shortNames && { shortNames }),
        },
        scope: xrScope,
        ...(props.defaultComposition !== undefined && {
          defaultCompositionRef: { name: props.defaultComposition },
        }),
        ...(props.enforcedComposition !== undefined && {
          enforcedCompositionRef: { name: props.enforcedComposition },
        }),
        defaultCompositionUpdatePolicy:
          props.defaultCompositionUpdatePolicy ?? (stateful ? 'Manual' : 'Automatic'),
        versions: versions.map(toVersion),
      },
    });
  }
}

function toVersion(version: VersionFacts) {
  const { name, served, referenceable, deprecationWarning, additionalPrinterColumns, scale } =
    version;
  const { spec, status } = version;
  const properties = { spec, ...(status && { status }) };
  return {
    name,
    served,
    referenceable,
    ...(deprecationWarning !== undefined && { deprecated: true, deprecationWarning }),
    schema: { openAPIV3Schema: { type: 'object', properties, required: ['spec'] } },
    ...(additionalPrinterColumns && { additionalPrinterColumns }),
    ...(scale && { subresources: { scale } }),
  };
}
