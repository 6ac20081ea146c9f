import {
  NO_CONTEXT,
  type ConnectionDetails,
  type FunctionRequest,
  type FunctionResource,
  type JsonObject,
  type State,
} from '../protocol';

const CAPABILITIES = [
  'CAPABILITY_CAPABILITIES',
  'CAPABILITY_REQUIRED_RESOURCES',
  'CAPABILITY_CREDENTIALS',
  'CAPABILITY_CONDITIONS',
  'CAPABILITY_REQUIRED_SCHEMAS',
];

/** A request as templates see it: its message in JSON, empty maps left out. */
export function requestData(request: FunctionRequest): JsonObject {
  const { observed, desired, input, context, credentials = {}, requiredSchemas = {} } = request;
  const required = resources(request.requiredResources);
  const extra = resources(request.extraResources) ?? required;
  return {
    meta: { capabilities: CAPABILITIES },
    observed: state(observed),
    desired: state(desired),
    ...(input && { input }),
    ...(context !== NO_CONTEXT && { context }),
    ...(Object.keys(credentials).length > 0 && {
      credentials: mapped(credentials, (data: ConnectionDetails) => ({
        credentialData: Object.keys(data).length > 0 ? { data } : {},
      })),
    }),
    ...(required && { requiredResources: required }),
    ...(extra && { extraResources: extra }),
    ...(Object.keys(requiredSchemas).length > 0 && {
      requiredSchemas: mapped(requiredSchemas, (openapiV3) => (openapiV3 ? { openapiV3 } : {})),
    }),
  };
}

function state({ composite, resources: all }: State): JsonObject {
  return {
    ...(composite && { composite: resource(composite) }),
    ...(Object.keys(all).length > 0 && { resources: mapped(all, resource) }),
  };
}

function resource({ resource: object, connectionDetails = {}, ready }: FunctionResource) {
  return {
    resource: object,
    ...(Object.keys(connectionDetails).length > 0 && { connectionDetails }),
    ...(ready !== undefined && { ready: ready ? 'READY_TRUE' : 'READY_FALSE' }),
  };
}

function resources(
  all: Readonly<Record<string, readonly JsonObject[]>> | undefined,
): JsonObject | undefined {
  if (!all || Object.keys(all).length === 0) return undefined;
  return mapped(all, itemsOf);
}

/** Objects as they stand in a message of resources. */
export function itemsOf(objects: readonly JsonObject[]): JsonObject {
  return objects.length > 0 ? { items: objects.map((object) => ({ resource: object })) } : {};
}

function mapped<T>(all: Readonly<Record<string, T>>, of: (value: T) => JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(all).map(([key, value]) => [key, of(value)]));
}
