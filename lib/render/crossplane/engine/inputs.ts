import type {
  CompositionFunction,
  FunctionRequest,
  FunctionResponse,
  JsonObject,
} from '../protocol';

/** Which Crossplane's `render` is followed: the reconciler itself since 2.3, a copy of it before. */
export type RenderProfile = '2.3' | '2.2';

/** One step of a pipeline, as a Composition has it. */
export interface PipelineStep {
  readonly step: string;
  readonly functionRef: { readonly name: string };
  readonly input?: JsonObject;
  readonly credentials?: readonly {
    readonly name: string;
    readonly source?: string;
    readonly secretRef?: { readonly namespace?: string; readonly name?: string };
  }[];
  readonly requirements?: {
    readonly requiredResources?: readonly {
      readonly requirementName: string;
      readonly apiVersion: string;
      readonly kind: string;
      readonly namespace?: string;
      readonly name?: string;
      readonly matchLabels?: Readonly<Record<string, string>>;
    }[];
    readonly requiredSchemas?: readonly {
      readonly requirementName: string;
      readonly apiVersion: string;
      readonly kind: string;
    }[];
  };
}

/** What is rendered, checked before. */
export interface CompositeInputs {
  readonly xr: JsonObject;
  /** `metadata.name` of the Composition. */
  readonly compositionName: string;
  readonly pipeline: readonly PipelineStep[];
  /** Legacy: where connection Secrets of XRs go. */
  readonly connectionNamespace?: string;
  /** Whether the XR keeps Crossplane's fields in `spec.crossplane` (modern) or in `spec`. Default modern. */
  readonly legacy?: boolean;
  readonly observed?: readonly JsonObject[];
  /** What functions may ask for. */
  readonly required?: readonly JsonObject[];
  /** OpenAPI documents with the schemas that functions may ask for. */
  readonly schemas?: readonly JsonObject[];
  /** Secrets. */
  readonly credentials?: readonly JsonObject[];
  /** What the first function finds in its context. Default: nothing. */
  readonly context?: JsonObject;
  readonly profile?: RenderProfile;
}

/** An event of the reconciler, or a result of a function under profile 2.2. */
export interface RenderResult {
  readonly severity: string;
  readonly reason?: string;
  /** Profile 2.2. */
  readonly step?: string;
  readonly message: string;
}

export interface CompositeOutput {
  readonly xr: JsonObject;
  /** By composition resource name. */
  readonly composed: readonly JsonObject[];
  readonly results: readonly RenderResult[];
  /**
   * What the last function left; absent where it returned none, and where none was called, since the XR is
   * paused or deleted.
   */
  readonly context?: JsonObject;
}

/** A call that the engine waits for: who calls the function decides where it runs. */
export interface FunctionCall {
  readonly step: string;
  readonly functionName: string;
  readonly request: FunctionRequest;
}

export type Engine<T> = Generator<FunctionCall, T, FunctionResponse>;

/** A function that listens somewhere else. */
export interface RemoteFunction {
  /** Its gRPC target: `localhost:9443`. */
  readonly target: string;
}

/** By `metadata.name` of the Function. */
export type StepFunctions = ReadonlyMap<string, CompositionFunction | RemoteFunction>;

/** Calls a function that listens somewhere else. */
export type RemoteCall = (target: string, request: FunctionRequest) => Promise<FunctionResponse>;
