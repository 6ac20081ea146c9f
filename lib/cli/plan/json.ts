import type { Plan } from '../../plan';
import { deletes, isEmpty, isPartial, summaryOf } from './summary';

/** A plan as data; keys and order are stable. */
export function planJson(plan: Plan): string {
  const summary = {
    text: summaryOf(plan),
    changes: !isEmpty(plan),
    deletes: deletes(plan),
    partial: isPartial(plan),
  };
  return JSON.stringify({ summary, ...plan }, undefined, 2);
}
