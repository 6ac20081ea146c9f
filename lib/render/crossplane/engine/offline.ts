import { compareBytes } from '../../../template/bytes';
import { clone, type Draft } from '../../../crossplane/json';
import { nameOf, namespaceOf, setMetadata, textAt, textsAt } from '../manifest-text';
import type { FunctionResource, JsonObject } from '../protocol';
import { renderMetadata, RESOURCE_NAME } from './composed';
import { keepIdentity } from './desired';
import type { CompositeInputs, CompositeOutput, Engine } from './inputs';
import { runPipeline } from './pipeline';
import { functionConditions, readyCondition, unreadyOf } from './readiness';
import { setConditions } from './set-conditions';
import { SchemaStore } from './schemas';
import { OfflineStore } from './offline-store';

/**
 * What `crossplane render` up to 2.2 shows: the pipeline only, names left to the API server, no
 * references and no condition but `Ready` and those of functions.
 */
export function* renderOffline(inputs: CompositeInputs): Engine<CompositeOutput> {
  const { xr, observed = [], required = [], credentials = [], context = {} } = inputs;
  const states: Record<string, FunctionResource> = {};
  for (const resource of observed) {
    states[textsAt(resource, 'annotations')[RESOURCE_NAME] ?? ''] = { resource };
  }
  const store = new OfflineStore(required, credentials);
  const known = { store, schemas: new SchemaStore(inputs.schemas ?? []), repeats: true };
  const state = { composite: { resource: xr }, resources: states };
  const outcome = yield* runPipeline(inputs.pipeline, state, known, context);
  const { resources, composite } = outcome.desired;

  const composed = Object.keys(resources)
    .sort(compareBytes)
    .map((name) => {
      const { resource, ready = false } = resources[name] as FunctionResource;
      const object: Draft = clone(resource);
      keepIdentity(object, states[name]?.resource);
      renderMetadata(object, xr, name);
      return { name, object, ready };
    });
  const rendered = clone(composite?.resource ?? {}) as Draft;
  rendered['apiVersion'] = textAt(xr, 'apiVersion');
  rendered['kind'] = textAt(xr, 'kind');
  setMetadata(rendered, 'name', nameOf(xr));
  setMetadata(rendered, 'namespace', namespaceOf(xr));
  setConditions(rendered, [readyCondition(unreadyOf(composed), composite?.ready)]);
  setConditions(rendered, functionConditions(outcome.conditions));
  return {
    xr: rendered,
    composed: composed.map(({ object }) => object),
    results: outcome.results.map(({ step, result: { severity, message } }) => ({
      step,
      severity: `SEVERITY_${severity.toUpperCase()}`,
      message,
    })),
    ...(outcome.context && { context: outcome.context }),
  };
}

/** `--include-full-xr` up to 2.2: spec and metadata as they were given. */
export function withGivenParts(rendered: JsonObject, given: JsonObject): JsonObject {
  return { ...rendered, spec: given['spec'], metadata: given['metadata'] };
}
