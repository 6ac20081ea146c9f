import type { IConstruct } from 'constructs';
import { expectedRules } from '../../lib/drift';
import { expectedIn, RULES_ANNOTATION_SINCE, type Drift } from '../drift';
import { requireTarget } from '../targets';
import { programOf } from './program';

/**
 * @param what Whose option it is: `artifact 'core'`.
 * @throws {DriftError} for an expected writer that the catalogue does not have.
 * @throws {TargetError} `TARGET_TOO_OLD` for rules in annotations that the Argo CD does not read.
 */
export function checkDrift(scope: IConstruct, drift: Drift | undefined, what: string): void {
  expectedRules(expectedIn(drift));
  if (typeof drift !== 'object' || drift.rules !== 'annotation') return;
  const { targets } = programOf(scope) ?? {};
  requireTarget(targets, 'argocd', RULES_ANNOTATION_SINCE, `drift.rules 'annotation' of ${what}`);
}
