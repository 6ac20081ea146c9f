import type { Manifest, ManifestEntry } from '../../core';
import type {
  CompositeInputs,
  CompositeOutput,
  RemoteCall,
  RenderProfile,
  RenderResult,
  StepFunctions,
} from './engine/inputs';
import { withGivenParts } from './engine/offline';
import { runInProcess, runWithRemotes } from './engine/run';
import { stabilizeConditions } from './engine/set-conditions';
import { CompositeError } from './errors';
import { clone, type Draft } from '../../crossplane/json';
import { mergeObjects } from './merge';
import type { JsonObject } from './protocol';
import { readComposition } from './read/composition';
import { applyDefinition } from './read/definition';
import { checkFunctions, resolveFunctions } from './read/functions';
import { placeOf } from './read/place';
import { withTemplates } from './read/templates';

/** What an XR is rendered from; entries keep their file and line for messages. */
export interface CompositeSources {
  readonly xr: ManifestEntry;
  readonly composition: ManifestEntry;
  /** The installed Functions. Default: steps name the functions themselves. */
  readonly functions?: readonly ManifestEntry[];
  /** The XRD: its defaults, and whether the XR is a legacy one. Default: none, modern. */
  readonly definition?: ManifestEntry;
  /** Composed resources that exist, each with its annotation of the name in the composition. */
  readonly observed?: readonly Manifest[];
  /** What functions may ask for: EnvironmentConfigs, connection Secrets. */
  readonly required?: readonly Manifest[];
  /** OpenAPI documents with the schemas that functions may ask for. */
  readonly schemas?: readonly JsonObject[];
  /**
   * Templates of function-go-templating that are files of its image, by `fileSystem.dirPath`. Default:
   * none, and reading them is an error.
   */
  readonly templates?: ReadonlyMap<string, string>;
  /** Secrets for the credentials of steps. */
  readonly credentials?: readonly Manifest[];
  /** What the first function finds in its context. */
  readonly context?: JsonObject;
  /** Default: 2.3, which stands for all later versions. */
  readonly profile?: RenderProfile;
}

/** What `crossplane render` prints, as objects. */
export interface RenderedComposite {
  /** The XR with its references and status, or what functions make of it under profile 2.2. */
  readonly xr: Manifest;
  /** The XR as it was given, with what the rendering adds. */
  readonly fullXr: Manifest;
  /** In the order of their names in the composition. */
  readonly composed: readonly Manifest[];
  readonly results: readonly RenderResult[];
  /**
   * What the last function left; absent where it returned none, and where none was called, since the XR is
   * paused or deleted.
   */
  readonly context?: JsonObject;
}

/** What the engine is given, checked, and the functions of its pipeline. */
export interface PreparedComposite {
  readonly inputs: CompositeInputs;
  readonly functions: StepFunctions;
}

/**
 * Renders an XR as `crossplane render` does, in this process.
 *
 * @throws {CompositeError} for wrong input, with its place, and for what ends a pipeline.
 */
export function renderComposite(sources: CompositeSources): RenderedComposite {
  const { inputs, functions } = prepareComposite(sources);
  return shown(inputs, runInProcess(inputs, functions));
}

/** The same with functions that listen somewhere else, which `call` calls. */
export async function renderCompositeWith(
  call: RemoteCall,
  sources: CompositeSources,
): Promise<RenderedComposite> {
  const { inputs, functions } = prepareComposite(sources);
  return shown(inputs, await runWithRemotes(inputs, functions, call));
}

function shown(inputs: CompositeInputs, output: CompositeOutput): RenderedComposite {
  const { xr, composed, results } = output;
  const context = output.context && { context: output.context };
  if (inputs.profile === '2.2') {
    const rendered = asManifest(xr);
    const fullXr = withGivenParts(rendered, inputs.xr) as Manifest;
    return { xr: rendered, fullXr, composed: composed.map(asManifest), results, ...context };
  }
  return {
    xr: stable(xr),
    fullXr: full(inputs.xr, xr),
    composed: composed.map(stable),
    results,
    ...context,
  };
}

/** @throws {CompositeError} for wrong input, with its place. */
export function prepareComposite(sources: CompositeSources): PreparedComposite {
  const { xr, composition, definition } = sources;
  if (!xr.manifest.metadata.name) {
    throw new CompositeError(
      'COMPOSITE_XR_INVALID',
      `${placeOf(xr, '/metadata')}: the XR has no metadata.name`,
      'give the XR a name',
    );
  }
  const read = readComposition(composition, xr);
  if (sources.functions) checkFunctions(sources.functions);
  const functions = resolveFunctions(read.pipeline, composition, sources.functions);
  const { observed, required, schemas, templates, credentials, context, profile } = sources;
  const pipeline = withTemplates(read.pipeline, functions, templates);
  const defined = definition
    ? applyDefinition(definition, xr)
    : { legacy: false, xr: xr.manifest as JsonObject };
  const given = { observed, required, schemas, credentials, context, profile };
  const inputs = { ...read, ...defined, ...given, pipeline };
  return { inputs, functions };
}

function full(given: JsonObject, rendered: JsonObject): Manifest {
  const merged = clone(given) as Draft;
  mergeObjects(merged, clone(rendered) as Draft, { overwrite: true, appendSlice: false });
  stabilizeConditions(merged);
  return merged as unknown as Manifest;
}

function stable(object: JsonObject): Manifest {
  const copy = clone(object) as Draft;
  stabilizeConditions(copy);
  return asManifest(copy);
}

function asManifest(object: JsonObject): Manifest {
  return object as unknown as Manifest;
}
