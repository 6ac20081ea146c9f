import { Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import * as schemas from '../../imports/schemas';
import {
  CodedError,
  ManifestSet,
  valueAt,
  type Diagnostic,
  type Manifest,
  type ManifestEntry,
} from '../core';
import { refusedOf } from '../lint/refused';
import {
  renderComposite as render,
  type JsonObject,
  type RenderProfile,
} from '../render/crossplane';
import { manifestSet } from './manifests';

/** A construct, or the object that it becomes. */
export type CompositeSource = IConstruct | Manifest;

export interface RenderCompositeOptions {
  /** Composed resources that exist. Default: none, the XR is new. */
  readonly observed?: readonly Manifest[];
  /** The XRD, whose defaults the XR gets. Default: the XR is whole as it is. */
  readonly definition?: CompositeSource;
  /** What functions may ask for: EnvironmentConfigs, connection Secrets. */
  readonly required?: readonly Manifest[];
  /** What the first function finds in its context. */
  readonly context?: JsonObject;
  /** Default: 2.3, which stands for all later versions. */
  readonly profile?: RenderProfile;
}

/** What Crossplane makes of an XR. */
export interface CompositeRendering {
  /** The XR with its references and status. */
  readonly xr: Manifest;
  /** In the order of their names in the composition. */
  readonly composed: readonly Manifest[];
  /** Warnings and events, as text: `Warning ComposeResources: …`. */
  readonly events: readonly string[];
  /**
   * What the API server would refuse of the composed resources, or drop from them: what is not as the
   * schema of their kind and its rules in CEL say. Crossplane renders such resources all the same.
   * Looked for when it is asked for, and no part of a snapshot.
   */
  readonly refused: readonly Diagnostic[];
}

class Rendering implements CompositeRendering {
  #refused: readonly Diagnostic[] | undefined;
  readonly #definitions: ManifestSet;

  constructor(
    readonly xr: Manifest,
    readonly composed: readonly Manifest[],
    readonly events: readonly string[],
    definitions: readonly Manifest[],
  ) {
    this.#definitions = ManifestSet.of(definitions);
  }

  get refused(): readonly Diagnostic[] {
    const definitions = this.#definitions;
    return (this.#refused ??= refusedOf(this.composed, { schemas, definitions }));
  }
}

/** A composition cannot be rendered in a test. */
export class CompositeTestError extends CodedError<
  'COMPOSITE_SOURCE_MISSING' | 'COMPOSITE_NEVER_READY'
> {}

/**
 * What Crossplane makes of an XR, in this process: the managed resources and the XR's own status.
 *
 * ```ts
 * const { composed } = renderComposite(composition, new PostgresInstance(chart, 'orders', …));
 * expect(composed).toMatchSnapshot();
 * ```
 *
 * @param composition the construct, or the object.
 * @throws {CompositeError} for what ends a pipeline, as `crossplane render` does.
 */
export function renderComposite(
  composition: CompositeSource,
  xr: CompositeSource,
  options: RenderCompositeOptions = {},
): CompositeRendering {
  const { observed, required, context, profile } = options;
  const sources = sourcesOf(composition, xr, options);
  const rendering = render({ ...sources, observed, required, context, profile });
  const { xr: rendered, composed, results } = rendering;
  const events = results.map(({ severity, reason, step, message }) =>
    reason === undefined
      ? `${severity} ${step ?? ''}: ${message}`
      : `${severity} ${reason}: ${message}`,
  );
  const definitions = [...(required ?? []), sources.definition?.manifest];
  const known = definitions.filter((one) => one !== undefined);
  return new Rendering(rendered, composed, events, known);
}

export interface ResolvedSources {
  readonly composition: ManifestEntry;
  readonly xr: ManifestEntry;
  readonly definition?: ManifestEntry;
}

/** The objects of constructs; each construct is synthesized. */
export function sourcesOf(
  composition: CompositeSource,
  xr: CompositeSource,
  { definition }: RenderCompositeOptions,
): ResolvedSources {
  const composed = entryOf(composition, ({ kind }) => kind === 'Composition', 'Composition');
  const kind = valueAt(composed.manifest, '/spec/compositeTypeRef/kind');
  return {
    composition: composed,
    xr: entryOf(xr, (manifest) => manifest.kind === kind, String(kind)),
    definition:
      definition &&
      entryOf(
        definition,
        (manifest) => manifest.kind === 'CompositeResourceDefinition',
        'CompositeResourceDefinition',
      ),
  };
}

function entryOf(
  source: CompositeSource,
  isWanted: (manifest: Manifest) => boolean,
  kind: string,
): ManifestEntry {
  // An ApiObject has all fields of a manifest, and is none.
  if (!Construct.isConstruct(source)) return { manifest: source as Manifest, origin: {} };
  const construct: IConstruct = source;
  const { path } = construct.node;
  const scope = Chart.isChart(construct) || construct.node.scope === undefined;
  const set = manifestSet(scope ? construct : Chart.of(construct));
  const found = [...set.entries()].find(({ manifest, origin: { constructPath = '' } }) => {
    const below = constructPath === path || constructPath.startsWith(`${path}/`);
    return isWanted(manifest) && (below || path === '');
  });
  if (found) return found;
  throw new CompositeTestError(
    'COMPOSITE_SOURCE_MISSING',
    `construct '${path}' makes no object of kind ${kind}`,
    `give the construct that makes the ${kind}, or the object itself`,
  );
}
