import type { JsonObject } from '../../crossplane/json';

/*
 * What a composition function is given and gives: function-sdk-go's `run_function.proto`, as plain
 * data. Numbers are float64, as protocol buffers' Struct holds them. Nothing that is given may be
 * changed; what is returned may share parts with it.
 */

export type { JsonObject };

/** By name; the values in base64, as in a Secret's `data`. */
export type ConnectionDetails = Readonly<Record<string, string>>;

/** A desired or observed resource. */
export interface FunctionResource {
  readonly resource: JsonObject;
  readonly connectionDetails?: ConnectionDetails;
  /** Absent: no function has said. */
  readonly ready?: boolean;
}

/** The XR and its composed resources, by composition resource name. */
export interface State {
  readonly composite?: FunctionResource;
  readonly resources: Readonly<Record<string, FunctionResource>>;
}

export interface ResourceSelector {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace?: string;
  /** One of the two; neither selects all of the kind. */
  readonly matchName?: string;
  readonly matchLabels?: Readonly<Record<string, string>>;
}

/** A kind whose schema a function asks for. */
export interface SchemaSelector {
  readonly apiVersion: string;
  readonly kind: string;
}

export interface FunctionRequest {
  readonly observed: State;
  readonly desired: State;
  /** The step's `input`. */
  readonly input?: JsonObject;
  readonly context: JsonObject;
  /** What earlier calls of the same step asked for, by requirement. Absent: nothing was fetched. */
  readonly requiredResources?: Readonly<Record<string, readonly JsonObject[]>>;
  /** The old form of the same, of what was asked for by `extraRequirements`. */
  readonly extraResources?: Readonly<Record<string, readonly JsonObject[]>>;
  /** OpenAPI schemas that were asked for, by requirement; `undefined` where there is none. */
  readonly requiredSchemas?: Readonly<Record<string, JsonObject | undefined>>;
  /** By credential, by key, in base64. */
  readonly credentials?: Readonly<Record<string, ConnectionDetails>>;
}

export type ResultSeverity = 'fatal' | 'warning' | 'normal';
export type ResultTarget = 'composite' | 'composite-and-claim';

export interface FunctionResult {
  readonly severity: ResultSeverity;
  readonly message: string;
  /** Machine-readable, upper camel case. Default: `ComposeResources`. */
  readonly reason?: string;
  /** Default: composite. */
  readonly target?: ResultTarget;
}

export interface FunctionCondition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message?: string;
  readonly target?: ResultTarget;
}

export interface FunctionResponse {
  readonly desired: State;
  readonly results: readonly FunctionResult[];
  readonly conditions?: readonly FunctionCondition[];
  readonly context: JsonObject;
  /** By requirement; while they change, the function is called again. */
  readonly requirements?: Readonly<Record<string, ResourceSelector>>;
  /** Kinds whose schemas it asks for, by requirement. */
  readonly schemaRequirements?: Readonly<Record<string, SchemaSelector>>;
  /** The old form of `requirements`. */
  readonly extraRequirements?: Readonly<Record<string, ResourceSelector>>;
}

/** A composition function that runs in this process. */
export interface CompositionFunction {
  /** The last part of its package: `function-auto-ready`. */
  readonly name: string;
  /** The version of the Go code whose behaviour this is. */
  readonly version: string;
  /** Where that code is. */
  readonly source: string;
  run(request: FunctionRequest): FunctionResponse;
}

/**
 * The context of a function that returns none, which is what the next one is given, and what `render`
 * does not print; to be compared by identity.
 */
export const NO_CONTEXT: JsonObject = Object.freeze({});

/** The well-known key of the environment. */
export const ENVIRONMENT_KEY = 'apiextensions.crossplane.io/environment';

/** A response that ends the pipeline, and changes nothing. */
export function fatal(request: FunctionRequest, message: string): FunctionResponse {
  const { desired, context } = request;
  return { desired, context, results: [{ severity: 'fatal', message }] };
}
