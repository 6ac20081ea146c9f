import { quote } from '../../../template/quote';
import { Failure, within } from '../../../crossplane/failure';
import { clone, isObject, own, type Draft } from '../../../crossplane/json';
import { textAt, textsAt } from '../manifest-text';
import { mergeObjects } from '../merge';
import type { FunctionRequest, FunctionResource, FunctionResponse, JsonObject } from '../protocol';
import { ContextChanges } from './context-changes';
import { applyMeta, META, type MetaEffects } from './meta-kinds';

const RESOURCE_NAME = 'gotemplating.fn.crossplane.io/composition-resource-name';
const READY = 'gotemplating.fn.crossplane.io/ready';
const READINESS = { True: true, False: false, Unspecified: undefined } as const;

/** What the objects that a template wrote make of what is desired. */
export function applyObjects(
  objects: readonly Draft[],
  request: FunctionRequest,
): FunctionResponse {
  const { observed, desired } = request;
  const xr = observed.composite?.resource ?? {};
  const resources: Record<string, FunctionResource> = {};
  for (const [name, { resource, ready }] of Object.entries(desired.resources)) {
    resources[name] = { resource, ready };
  }
  const composite: Draft = clone(desired.composite?.resource ?? {});
  let compositeReady: boolean | undefined;
  const effects: MetaEffects = {
    connectionDetails: { ...desired.composite?.connectionDetails },
    conditions: [],
    context: new ContextChanges(request),
    requirements: {},
    extraRequirements: {},
  };
  for (const object of objects) {
    if (textAt(object, 'apiVersion') === META) {
      applyMeta(object, effects);
      continue;
    }
    const said = readinessOf(object);
    const name = textsAt(object, 'annotations')[RESOURCE_NAME];
    if (name === undefined && isSameType(object, xr)) {
      mergeStatus(composite, object);
      if (said) compositeReady = said.ready;
      continue;
    }
    if (name === undefined) {
      const kind = quote(textAt(object, 'kind'));
      throw new Failure(`${kind} template is missing required ${quote(RESOURCE_NAME)} annotation`);
    }
    removeAnnotation(object, RESOURCE_NAME);
    resources[name] = { resource: object, ...(said && { ready: said.ready }) };
  }
  const { connectionDetails, conditions, requirements, extraRequirements } = effects;
  const asked = Object.keys(requirements).length > 0;
  return {
    desired: {
      composite: {
        resource: composite,
        ...(Object.keys(connectionDetails).length > 0 && { connectionDetails }),
        ...(compositeReady !== undefined && { ready: compositeReady }),
      },
      resources,
    },
    results: [],
    conditions,
    context: effects.context.finish(),
    ...(asked && { requirements, extraRequirements }),
  };
}

function readinessOf(object: Draft): { readonly ready: boolean | undefined } | undefined {
  const value = textsAt(object, 'annotations')[READY];
  if (value === undefined) return undefined;
  if (!Object.hasOwn(READINESS, value)) {
    const what = `invalid ${quote(READY)} annotation value ${quote(value)}`;
    throw new Failure(`invalid function input: ${what}: must be True, False, or Unspecified`);
  }
  removeAnnotation(object, READY);
  return { ready: READINESS[value as keyof typeof READINESS] };
}

function isSameType(object: JsonObject, xr: JsonObject): boolean {
  return ['apiVersion', 'kind'].every((field) => textAt(object, field) === textAt(xr, field));
}

/** Of the XR only its status counts. */
function mergeStatus(composite: Draft, object: JsonObject): void {
  const [before, status] = [own(composite, 'status'), own(object, 'status')];
  if (before === undefined && status === undefined) return;
  const merged = statusOf(before, 'desired');
  const options = { overwrite: true, appendSlice: false };
  mergeObjects(merged, statusOf(status, 'templated'), options);
  composite['status'] = before === null && status === null ? null : merged;
}

function statusOf(status: unknown, whose: string): Draft {
  if (status === undefined || status === null) return {};
  return within(`cannot get ${whose} composite status`, () => {
    if (isObject(status)) return clone(status) as Draft;
    throw new Failure('cannot unmarshal value from JSON: status is no object');
  });
}

function removeAnnotation(object: Draft, key: string): void {
  const { metadata } = object;
  if (!isObject(metadata) || !isObject(metadata['annotations'])) return;
  Reflect.deleteProperty(metadata['annotations'], key);
}
