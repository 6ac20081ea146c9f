import { isDeepStrictEqual } from 'node:util';
import { quote } from '../../../template/quote';
import { CompositeError } from '../errors';
import { fieldAt } from '../manifest-text';
import { Failure } from '../../../crossplane/failure';
import { isObject } from '../../../crossplane/json';
import {
  NO_CONTEXT,
  type ConnectionDetails,
  type FunctionCondition,
  type FunctionRequest,
  type FunctionResponse,
  type FunctionResult,
  type JsonObject,
  type ResourceSelector,
  type SchemaSelector,
  type State,
} from '../protocol';
import type { Engine, PipelineStep } from './inputs';
import type { SchemaStore } from './schemas';
import type { Store } from './store';

/** What functions may ask for. */
export interface Known {
  readonly store: Pick<Store, 'get' | 'select'>;
  readonly schemas: SchemaStore;
  /** Whether a function is called again that had at first all that it asks for. Default: false. */
  readonly repeats?: boolean;
}

export interface PipelineOutcome {
  readonly desired: State;
  readonly results: readonly { readonly step: string; readonly result: FunctionResult }[];
  readonly conditions: readonly FunctionCondition[];
  /** Absent where the last function returned none. */
  readonly context?: JsonObject;
}

const MAX_ITERATIONS = 5;

/** Runs the steps one after another, each as often as its requirements change. */
export function* runPipeline(
  steps: readonly PipelineStep[],
  observed: State,
  known: Known,
  initialContext: JsonObject,
): Engine<PipelineOutcome> {
  let desired: State = { resources: {} };
  let context = initialContext;
  const results: { step: string; result: FunctionResult }[] = [];
  const conditions: FunctionCondition[] = [];
  for (const step of steps) {
    const { input } = step;
    const credentials = credentialsOf(step, known.store);
    const request: FunctionRequest = { observed, desired, context, input, credentials };
    const response = yield* runStep(step, request, known);
    ({ desired, context } = response);
    conditions.push(...(response.conditions ?? []));
    for (const result of response.results) {
      if (result.severity === 'fatal') throw fatalStep(step.step, result.message);
      results.push({ step: step.step, result });
    }
  }
  return { desired, results, conditions, ...(context !== NO_CONTEXT && { context }) };
}

function* runStep(
  step: PipelineStep,
  first: FunctionRequest,
  { store, schemas, repeats = false }: Known,
): Engine<FunctionResponse> {
  const fetch = (selectors: Readonly<Record<string, ResourceSelector>>) =>
    Object.fromEntries(
      Object.entries(selectors).map(([name, selector]) => [name, store.select(selector)]),
    );
  const fetchSchemas = (selectors: Readonly<Record<string, SchemaSelector>>) =>
    Object.fromEntries(
      Object.entries(selectors).map(([name, selector]) => [
        name,
        selected(schemas, selector, step),
      ]),
    );
  const given = fetch(bootstrapOf(step));
  const givenSchemas = fetchSchemas(schemasOf(step));
  let request: FunctionRequest = {
    ...first,
    requiredResources: given,
    requiredSchemas: givenSchemas,
  };
  let asked: unknown = { requirements: {}, extraRequirements: {}, schemaRequirements: {} };
  for (let i = 0; i <= MAX_ITERATIONS; i++) {
    const response = yield { step: step.step, functionName: step.functionRef.name, request };
    if (response.results.some(({ severity }) => severity === 'fatal')) return response;
    const {
      requirements = {},
      extraRequirements = {},
      schemaRequirements = {},
      context,
    } = response;
    const asks = { requirements, extraRequirements, schemaRequirements };
    if (isDeepStrictEqual(asks, asked)) return response;
    const requiredResources = { ...given, ...fetch(requirements) };
    const extraResources = fetch(extraRequirements);
    const requiredSchemas = { ...givenSchemas, ...fetchSchemas(schemaRequirements) };
    // What it was given at first is all that it asks for: a second call would say the same.
    const same = isDeepStrictEqual(
      { requiredResources, extraResources, requiredSchemas },
      { requiredResources: given, extraResources: {}, requiredSchemas: givenSchemas },
    );
    if (i === 0 && same && !repeats) return response;
    asked = asks;
    request = { ...request, requiredResources, extraResources, requiredSchemas, context };
  }
  throw new CompositeError(
    'COMPOSITE_FAILED',
    `cannot compose resources: cannot run Composition pipeline step ${quote(step.step)}: ` +
      `requirements didn't stabilize after the maximum number of iterations (${MAX_ITERATIONS})`,
    'make the function ask for the same resources once it has them',
  );
}

function bootstrapOf({ requirements }: PipelineStep): Record<string, ResourceSelector> {
  const { requiredResources = [] } = requirements ?? {};
  return Object.fromEntries(
    requiredResources.map(({ requirementName, name, ...selector }) => [
      requirementName,
      name === undefined ? selector : { ...selector, matchName: name },
    ]),
  );
}

function schemasOf({ requirements }: PipelineStep): Record<string, SchemaSelector> {
  const { requiredSchemas = [] } = requirements ?? {};
  return Object.fromEntries(
    requiredSchemas.map(({ requirementName, ...selector }) => [requirementName, selector]),
  );
}

function selected(
  schemas: SchemaStore,
  selector: SchemaSelector,
  { step }: PipelineStep,
): JsonObject | undefined {
  try {
    return schemas.select(selector);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new CompositeError(
      'COMPOSITE_FAILED',
      `step ${quote(step)} asks for the schema of ${selector.kind}: ${error.message}`,
      'give the whole document of the group and version by --required-schemas',
    );
  }
}

function credentialsOf(
  step: PipelineStep,
  store: Known['store'],
): Record<string, ConnectionDetails> {
  const credentials: Record<string, ConnectionDetails> = {};
  for (const { name, source, secretRef } of step.credentials ?? []) {
    if (source !== 'Secret' || !secretRef) continue;
    const { namespace = '', name: secretName = '' } = secretRef;
    const secret = store.get({ apiVersion: 'v1', kind: 'Secret' }, namespace, secretName);
    if (!secret) {
      const what = `cannot get Composition pipeline step ${quote(step.step)}`;
      throw new CompositeError(
        'COMPOSITE_FAILED',
        `${what} credential ${quote(name)} from Secret: Secret ${quote(secretName)} not found`,
        'give the Secret by --function-credentials',
      );
    }
    credentials[name] = secretData(secret);
  }
  return credentials;
}

/** The `data` of a Secret, in base64. */
export function secretData(secret: JsonObject): ConnectionDetails {
  const data = fieldAt(secret, 'data');
  if (!isObject(data)) return {};
  return Object.fromEntries(
    Object.entries(data).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function fatalStep(step: string, message: string): CompositeError {
  return new CompositeError(
    'COMPOSITE_PIPELINE_FATAL',
    `cannot compose resources: pipeline step ${quote(step)} returned a fatal result: ${message}`,
    'repair what the function refuses',
  );
}
