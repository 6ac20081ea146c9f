import { readConditions, STABLE_TIME, type Condition } from '../conditions';
import { Failure } from '../../../crossplane/failure';
import type { Draft } from '../../../crossplane/json';
import { setValue } from '../paved';

/** Sets conditions, each in the place of one of its type; one that says the same stays as it is. */
export function setConditions(object: Draft, conditions: readonly Condition[]): void {
  const all = [...(readConditions(object) ?? [])];
  for (const condition of conditions) {
    let exists = false;
    all.forEach((existing, i) => {
      if (existing.type !== condition.type) return;
      exists = true;
      if (!isSame(existing, condition)) all[i] = condition;
    });
    if (!exists) all.push(condition);
  }
  try {
    setValue(object, 'status.conditions', all);
  } catch (error) {
    // A status that is no object keeps what it is, as upstream.
    if (!(error instanceof Failure)) throw error;
  }
}

function isSame(a: Condition, b: Condition): boolean {
  const generations = [a.observedGeneration ?? 0, b.observedGeneration ?? 0];
  return (
    a.status === b.status &&
    a.reason === b.reason &&
    (a.message ?? '') === (b.message ?? '') &&
    (generations.includes(0) || generations[0] === generations[1])
  );
}

/** Conditions with one and the same time, as `render` prints them; others than objects stay. */
export function stabilizeConditions(object: Draft): void {
  const conditions = readConditions(object);
  const status = object['status'];
  if (!conditions || typeof status !== 'object' || status === null) return;
  const { conditions: before } = status as Draft;
  const stable = conditions.map((condition) => ({
    ...condition,
    lastTransitionTime: STABLE_TIME,
  }));
  (status as Draft)['conditions'] = before === undefined || before === null ? null : stable;
}
