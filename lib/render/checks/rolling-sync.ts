import type { Manifest } from '../../core';
import { isMap } from '../../template';
import type { Check } from '../check';
import { examples } from '../examples';
import type { Report } from '../report';
import { checkMaxUpdates, STEPS, stepsOf } from './rollout-steps';

/**
 * Steps of a RollingSync share the Applications out: one that no step selects is never synced, since
 * the strategy turns automated sync off, and one that two select counts for the first.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Progressive-Syncs/
 */
export const rollingSync: Check = (applications, _inputs, report) => {
  const written = stepsOf(report);
  if (written.length === 0) return;
  const steps = written.map((step: unknown) => expressionsOf(step));
  checkOperators(steps, report);
  checkMaxUpdates(written, report);
  const none: string[] = [];
  const twice: string[] = [];
  const used = new Set<number>();
  for (const application of applications) {
    const { name = '' } = application.metadata;
    const selecting = steps.flatMap((step, i) => (selects(step, application) ? [i + 1] : []));
    for (const step of selecting) used.add(step);
    if (selecting.length === 0) none.push(name);
    if (selecting.length > 1) twice.push(`${name} (steps ${selecting.join(', ')})`);
  }
  if (none.length > 0) {
    report.add({
      rule: 'rolling-sync-leaves-out',
      severity: 'warning',
      message: `has no step for ${examples(none)}, and its strategy turns automated sync off: nothing syncs them`,
      hint: 'add a last step whose NotIn names the values of the others',
      pointer: STEPS,
    });
  }
  const idle = steps.flatMap((_, i) => (used.has(i + 1) ? [] : [String(i + 1)]));
  if (idle.length > 0 && applications.length > 0) {
    report.add({
      rule: 'rolling-sync-step-empty',
      severity: 'warning',
      message: `selects no Application in step ${idle.join(', ')}`,
      hint: 'repair the labels of the step or of the template, or remove the step',
      pointer: STEPS,
    });
  }
  if (twice.length > 0) {
    report.add({
      rule: 'rolling-sync-selects-twice',
      severity: 'warning',
      message: `selects ${examples(twice)} more than once, and the first step counts`,
      hint: 'write steps that exclude each other',
      pointer: STEPS,
    });
  }
};

interface Expression {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly unknown[];
}

function expressionsOf(step: unknown): readonly Expression[] {
  const items = isMap(step) && Array.isArray(step.matchExpressions) ? step.matchExpressions : [];
  return items.map((item: unknown) => {
    const { key, operator, values } = isMap(item) ? item : {};
    return {
      key: typeof key === 'string' ? key : '',
      operator: typeof operator === 'string' ? operator : '',
      values: Array.isArray(values) ? (values as unknown[]) : [],
    };
  });
}

function checkOperators(steps: readonly (readonly Expression[])[], report: Report): void {
  steps.forEach((step, i) => {
    step.forEach(({ operator }, j) => {
      if (operator === 'In' || operator === 'NotIn') return;
      report.add({
        rule: 'rolling-sync-operator-unknown',
        severity: 'error',
        message: `has the operator '${operator}' in step ${i + 1}, which selects no Application that has the label`,
        hint: 'write In or NotIn',
        pointer: `${STEPS}/${i}/matchExpressions/${j}/operator`,
      });
    });
  });
}

/** An expression whose label is missing holds unless it is an `In`; a step without any selects all. */
function selects(step: readonly Expression[], { metadata }: Manifest): boolean {
  return step.every(({ key, operator, values }) => {
    const value = metadata.labels?.[key];
    if (value === undefined) return operator !== 'In';
    if (operator === 'In') return values.includes(value);
    return operator === 'NotIn' && !values.includes(value);
  });
}
