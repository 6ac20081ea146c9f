import type { Strategy } from './application-set-types';
import { VERSION_LABEL } from './derived';
import { ArgoCdError } from './errors';

/** What the steps of a strategy select from. */
export interface Stepped {
  /** Of the template; keys may be templates. */
  readonly labels: readonly string[];
  /** Whether a patch may add labels that are not known here. */
  readonly patched: boolean;
  /** Whether synth adds the label of the version. */
  readonly versioned: boolean;
  readonly automated: boolean;
}

/**
 * Refuses a RollingSync that switches automated sync off, and steps that cannot tell Applications
 * apart: Argo CD only logs that, and never syncs what is in no step.
 *
 * @param name of the ApplicationSet.
 * @throws {ArgoCdError} `ARGOCD_ROLLING_SYNC_AUTOMATED`, `ARGOCD_ROLLING_SYNC_STEP`.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Progressive-Syncs/
 */
export function checkStrategy(name: string, strategy: Strategy | undefined, of: Stepped): void {
  if (strategy?.type !== 'RollingSync') return;
  if (of.automated) {
    throw new ArgoCdError(
      'ARGOCD_ROLLING_SYNC_AUTOMATED',
      `ApplicationSet '${name}' has the strategy RollingSync and syncPolicy.automated, which RollingSync switches off`,
      'remove syncPolicy.automated from the template, or the strategy',
    );
  }
  const known = [...of.labels, ...(of.versioned ? [VERSION_LABEL] : [])];
  const open = of.patched || known.some((label) => label.includes('{{'));
  (strategy.rollingSync.steps ?? []).forEach(({ matchExpressions = [], maxUpdate }, i) => {
    const refuse = (problem: string, hint: string): never => {
      throw new ArgoCdError(
        'ARGOCD_ROLLING_SYNC_STEP',
        `step ${i + 1} of ApplicationSet '${name}' ${problem}`,
        hint,
      );
    };
    for (const { key, operator, values } of matchExpressions) {
      if (!open && !known.includes(key)) {
        refuse(
          `asks for the label '${key}', which no Application has`,
          `add it to template.metadata.labels${known.length > 0 ? `, or write one of ${known.join(', ')}` : ''}`,
        );
      }
      if (!['In', 'NotIn'].includes(operator)) {
        refuse(
          `has the operator '${String(operator)}', which selects nothing`,
          'write In or NotIn',
        );
      }
      if (!Array.isArray(values) || values.length === 0) {
        refuse(`asks for no value of '${key}'`, 'write values');
      }
    }
    if (maxUpdate !== undefined && !isAmount(maxUpdate)) {
      refuse(`updates at most '${maxUpdate}'`, "write a whole number, 0 or more, or '25%'");
    }
  });
}

function isAmount(value: number | string): boolean {
  return typeof value === 'number'
    ? Number.isInteger(value) && value >= 0
    : /^(100|\d{1,2})%$/.test(value);
}
