import { nearest, valueAt } from '../../core';
import { isMap } from '../../template';
import type { Report } from '../report';

export const STEPS = '/spec/strategy/rollingSync/steps';

const TYPES = ['AllAtOnce', 'RollingSync'];

/** The steps of a set that rolls out in steps; what keeps another one from that is told. */
export function stepsOf(report: Report): readonly unknown[] {
  const type = valueAt(report.manifest, '/spec/strategy/type');
  if (typeof type === 'string' && type !== '' && !TYPES.includes(type)) {
    report.add({
      rule: 'strategy-type-unknown',
      severity: 'error',
      message: `has the strategy '${type}', which Argo CD takes for AllAtOnce`,
      hint: `write ${nearest(type, TYPES) ?? TYPES.join(' or ')}`,
      pointer: '/spec/strategy/type',
    });
  }
  if (type !== 'RollingSync') return [];
  const steps = valueAt(report.manifest, STEPS);
  if (Array.isArray(steps) && steps.length > 0) return steps as unknown[];
  const stops = isMap(valueAt(report.manifest, '/spec/strategy/rollingSync'));
  report.add({
    rule: 'rolling-sync-without-steps',
    severity: 'error',
    message: `is to roll out in steps, but has none: it rolls out all at once${stops ? ', and from Argo CD 3.6 on not at all' : ''}`,
    hint: 'write strategy.rollingSync.steps, or remove the strategy',
    pointer: '/spec/strategy',
  });
  return [];
}

/** `maxUpdate` is a number or a percentage; Argo CD ignores anything else. */
export function checkMaxUpdates(steps: readonly unknown[], report: Report): void {
  steps.forEach((step, i) => {
    const { maxUpdate } = isMap(step) ? step : {};
    if (maxUpdate === undefined || maxUpdate === null || Number.isInteger(maxUpdate)) return;
    if (typeof maxUpdate === 'string' && /^[+-]?\d+%$/.test(maxUpdate)) return;
    report.add({
      rule: 'rolling-sync-max-update-invalid',
      severity: 'error',
      message: `has maxUpdate ${JSON.stringify(maxUpdate)} in step ${i + 1}, which Argo CD ignores: all of the step update at once`,
      hint: 'write a number, or a percentage such as "25%"',
      pointer: `${STEPS}/${i}/maxUpdate`,
    });
  });
}
