import type { ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import {
  CompositeResourceDefinition as V1,
  CompositeResourceDefinitionV2 as V2,
  type CompositeResourceDefinitionSpec,
  type CompositeResourceDefinitionV2Spec,
} from '../../imports/crossplane';
import { CONNECTION_KEYS } from '../../imports/generate/xrd';
import { programOf } from '../artifact/program';
import { isOlder, requireTarget } from '../targets';
import { LONGEST_NAME } from './composite-facts';
import type { CompositeFacts, KindNames, VersionFacts } from './composite-types';
import { CompositeResourceError } from './errors';
import { tellArgoCd } from './health/tell-argo-cd';
import { inWave } from './packages/metadata';

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
  /** Labels of the revisions that XRs take which name none. Default: the newest of all. */
  readonly defaultCompositionRevisionSelector?: CompositeResourceDefinitionSpec['defaultCompositionRevisionSelector'];
  /** How a deleted claim deletes its XR, where there are claims. Default: `Background`. */
  readonly defaultCompositeDeletePolicy?: 'Background' | 'Foreground';
  /** Categories for `kubectl get`, beside `composite`. Default: none. */
  readonly categories?: readonly string[];
  /** Default: none. */
  readonly shortNames?: readonly string[];
  /** The webhook that converts between versions. Default: they differ in name only. */
  readonly conversion?: ConversionWebhook;
  /** Of the CRD that Crossplane makes of this. Default: none. */
  readonly crdMetadata?: {
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  /**
   * `v1` is what Crossplane before 2 reads, and what a legacy composite resource needs. Default: `v1`
   * for that, else `v2`.
   */
  readonly apiVersion?: 'v1' | 'v2';
}

/** As `spec.conversion.webhook` of a CRD has it. */
export type ConversionWebhook = NonNullable<
  NonNullable<CompositeResourceDefinitionSpec['conversion']>['webhook']
>;

/**
 * The XRD of a {@link compositeResource} or {@link legacyCompositeResource}, named
 * `<plural>.<group>`. Fields that the API server or Crossplane would default are written out, so that
 * nothing drifts.
 *
 * @see https://docs.crossplane.io/latest/composition/composite-resource-definitions/
 */
export class CompositeResourceDefinition extends Construct {
  /** `metadata.name` of the XRD. */
  readonly name: string;

  /** @throws {CompositeResourceError} `XRD_INVALID` for claims and connections in the wrong form. */
  constructor(scope: Construct, id: string, props: CompositeResourceDefinitionProps) {
    super(scope, id);
    const { composite } = props.composite;
    const legacy = composite.scope === 'LegacyCluster';
    const { apiVersion = legacy ? 'v1' : 'v2' } = props;
    const { targets } = programOf(this) ?? {};
    if (legacy && apiVersion === 'v2') {
      throw new CompositeResourceError(
        'XRD_INVALID',
        `${composite.kind} has scope LegacyCluster, which an XRD of v2 does not know`,
        "write apiVersion: 'v1', or define it by compositeResource()",
      );
    }
    if (!legacy) {
      requireTarget(
        targets,
        'crossplane',
        '2.0',
        `${composite.kind}, of scope ${composite.scope},`,
      );
    }
    this.name = `${composite.plural}.${composite.group}`;
    const kinds = [composite.kind, ...(composite.claim ? [composite.claim.kind] : [])];
    tellArgoCd(this, composite.group, kinds);
    const metadata = inWave('definition', this.name, props.metadata, keysOf(composite));
    if (apiVersion === 'v2') {
      const spec = specOf('v2', composite, props) as CompositeResourceDefinitionV2Spec;
      new V2(this, 'Resource', { metadata, spec });
    } else {
      // Crossplane 1 has no scopes, and prunes the field.
      const { crossplane = '2.0' } = targets ?? {};
      const { scope: xrScope, ...unscoped } = specOf('v1', composite, props);
      const spec = isOlder(crossplane, '2.0') ? unscoped : { scope: xrScope, ...unscoped };
      new V1(this, 'Resource', { metadata, spec });
    }
  }
}

/** Of v2, what a generated class needs to know of connection Secrets has no field of its own. */
function keysOf({ scope, versions }: CompositeFacts): Readonly<Record<string, string>> {
  const { connectionSecretKeys: keys = [] } = connectionSecretKeys(versions) || {};
  return scope === 'LegacyCluster' || keys.length === 0
    ? {}
    : { [CONNECTION_KEYS]: keys.join(',') };
}

function specOf(
  apiVersion: 'v1' | 'v2',
  composite: CompositeFacts,
  props: CompositeResourceDefinitionProps,
): CompositeResourceDefinitionSpec {
  const { group, scope, stateful, versions, claim } = composite;
  const { categories, shortNames, conversion, crdMetadata, ...given } = props;
  const { defaultComposition, enforcedComposition, defaultCompositionRevisionSelector } = given;
  return {
    group,
    names: {
      ...namesOf(composite),
      ...(categories && { categories }),
      ...(shortNames && { shortNames }),
    },
    scope,
    ...(claim && { claimNames: namesOf(claim) }),
    ...(apiVersion === 'v1' && {
      defaultCompositeDeletePolicy: given.defaultCompositeDeletePolicy ?? 'Background',
    }),
    ...(scope === 'LegacyCluster' && connectionSecretKeys(versions)),
    ...(defaultComposition !== undefined && {
      defaultCompositionRef: { name: defaultComposition },
    }),
    ...(enforcedComposition !== undefined && {
      enforcedCompositionRef: { name: enforcedComposition },
    }),
    ...(defaultCompositionRevisionSelector && { defaultCompositionRevisionSelector }),
    defaultCompositionUpdatePolicy:
      given.defaultCompositionUpdatePolicy ?? (stateful ? 'Manual' : 'Automatic'),
    ...(conversion && { conversion: { strategy: 'Webhook', webhook: conversion } }),
    ...(crdMetadata && { metadata: crdMetadata }),
    versions: versions.map((version) => toVersion(version, composite)),
  };
}

function namesOf({ kind, plural }: KindNames) {
  return { kind, listKind: `${kind}List`, plural, singular: kind.toLowerCase() };
}

/** Crossplane publishes these keys only, of whatever the composition delivers. */
function connectionSecretKeys(versions: readonly VersionFacts[]) {
  const keys = [...new Set(versions.flatMap(({ connection = [] }) => connection))];
  return keys.length > 0 && { connectionSecretKeys: keys };
}

function toVersion(version: VersionFacts, { nameMaxLength }: CompositeFacts) {
  const { name, served, referenceable, deprecationWarning, additionalPrinterColumns, scale } =
    version;
  const { spec, status } = version;
  const metadata = {
    type: 'object',
    properties: { name: { type: 'string', maxLength: nameMaxLength } },
  };
  const properties = {
    ...(nameMaxLength < LONGEST_NAME && { metadata }),
    spec,
    ...(status && { status }),
  };
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
