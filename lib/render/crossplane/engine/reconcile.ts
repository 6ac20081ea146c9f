import { isDeepStrictEqual } from 'node:util';
import { readConditions, type Condition } from '../conditions';
import { clone, own, toValidJson, type Draft } from '../../../crossplane/json';
import { fieldAt, textAt, textsAt } from '../manifest-text';
import { tryValue } from '../paved';
import type { JsonObject } from '../protocol';
import { composeDesired, referencesTo } from './desired';
import type { CompositeInputs, CompositeOutput, Engine, RenderResult } from './inputs';
import { checkObserved, fetchConnection, observeComposed } from './observed';
import { runPipeline, type PipelineOutcome } from './pipeline';
import { conditionOf, functionConditions, readyCondition, unreadyOf } from './readiness';
import { setConditions } from './set-conditions';
import { SchemaStore } from './schemas';
import { Store } from './store';
import {
  configure,
  identityOf,
  pathsOf,
  selectComposition,
  setClaimConditionTypes,
  setQuietly,
  storedXr,
} from './xr';

/** One reconciliation of an XR by Crossplane 2.3 and later, in a cluster of what it is given. */
export function* reconcile(inputs: CompositeInputs): Engine<CompositeOutput> {
  const { observed = [], required = [], credentials = [], context = {} } = inputs;
  const paths = pathsOf(inputs);
  const given = storedXr(inputs);
  checkObserved(given, observed);
  const secrets = credentials.map((object) => ({ apiVersion: 'v1', kind: 'Secret', ...object }));
  const store = new Store([given, ...observed, ...required, ...secrets]);
  const known = { store, schemas: new SchemaStore(inputs.schemas ?? []) };

  const xr = clone(given);
  const results: RenderResult[] = [];
  mark(xr, conditionOf('Responsive', 'True', 'WatchCircuitClosed'));
  if (isLeftAlone(xr, results)) return { xr, composed: [], results };

  const selected = selectComposition(xr, paths.composition, inputs.compositionName);
  if (selected) results.push(selected);
  const written = configure(xr, inputs);

  const states = observeComposed(xr, tryValue(xr, paths.references), store);
  const connectionDetails = inputs.legacy ? fetchConnection(xr, store) : undefined;
  const state = { composite: { resource: xr, connectionDetails }, resources: states };
  const outcome = yield* runPipeline(inputs.pipeline, state, known, context);
  results.push(...outcome.results.map(eventOf));
  const { resources, composite } = outcome.desired;
  const composed = composeDesired(xr, resources, states, (result) => results.push(result));
  const unready = unreadyOf(composed);
  for (const name of unready) {
    const message = `Composed resource "${name}" is not yet ready`;
    results.push({ severity: 'Normal', reason: 'ComposeResources', message });
  }

  const applied = appliedXr(xr, composite?.resource ?? {}, (object) =>
    setQuietly(object, paths.references, referencesTo(xr, composed)),
  );
  const atFirst = clone(applied);
  setConditions(applied, functionConditions(outcome.conditions));
  if (inputs.legacy) setClaimConditionTypes(applied, outcome.conditions);
  setConditions(applied, [
    conditionOf('Synced', 'True', 'ReconcileSuccess'),
    readyCondition(unready, composite?.ready),
  ]);
  // A status that is what it was is not written again.
  const same = isDeepStrictEqual(toValidJson(fieldAt(given, 'status')), applied['status']);
  return {
    xr: same ? (written ?? atFirst) : applied,
    composed: composed.map(({ object }) => object),
    results,
    ...(outcome.context && { context: outcome.context }),
  };
}

/** Whether the XR is paused or being deleted: then nothing is composed. */
function isLeftAlone(xr: Draft, results: RenderResult[]): boolean {
  const annotations = textsAt(xr, 'annotations');
  if (annotations['crossplane.io/paused'] === 'true') {
    const message = 'Reconciliation is paused via the pause annotation';
    results.push({ severity: 'Normal', reason: 'ReconciliationPaused', message });
    const why = 'Reconciliation (including deletion) is paused via the pause annotation';
    mark(xr, conditionOf('Synced', 'False', 'ReconcilePaused', why));
    return true;
  }
  const token = annotations['crossplane.io/reconcile-requested-at'];
  if (token && token !== tryValue(xr, 'status.lastHandledReconcileAt')) {
    const message = 'Handling reconcile request';
    results.push({ severity: 'Normal', reason: 'ReconcileRequestHandled', message });
    setQuietly(xr, 'status.lastHandledReconcileAt', token);
  }
  if (textAt(xr, 'metadata', 'deletionTimestamp') === '') return false;
  mark(xr, conditionOf('Ready', 'False', 'Deleting'));
  mark(xr, conditionOf('Synced', 'True', 'ReconcileSuccess'));
  return true;
}

/** Sets a condition and the generation that it speaks of. */
function mark(xr: Draft, condition: Condition): void {
  const generation = fieldAt(xr, 'metadata', 'generation');
  const observed = typeof generation === 'number' ? Math.trunc(generation) : 0;
  setConditions(xr, [observed === 0 ? condition : { ...condition, observedGeneration: observed }]);
}

function eventOf({ step, result }: PipelineOutcome['results'][number]): RenderResult {
  return {
    severity: result.severity === 'warning' ? 'Warning' : 'Normal',
    reason: result.reason || 'ComposeResources',
    message: `Pipeline step "${step}": ${result.message}`,
  };
}

/** The XR that is left after references and status were applied: nothing of its spec or labels. */
function appliedXr(xr: JsonObject, desired: JsonObject, refer: (applied: Draft) => void): Draft {
  const [apiVersion, kind] = [textAt(xr, 'apiVersion'), textAt(xr, 'kind')];
  const applied: Draft = { apiVersion, kind, metadata: identityOf(xr) };
  refer(applied);
  for (const field of ['status', 'conditions']) {
    const value = own(desired, field);
    if (value !== undefined) applied[field] = clone(value);
  }
  setConditions(applied, readConditions(xr) ?? []);
  return applied;
}
