import type { IConstruct } from 'constructs';
import { DriftError, expectedRules } from '../../lib/drift';
import { expectedIn, RULES_ANNOTATION_SINCE, type Drift } from '../drift';
import { requireTarget } from '../targets';
import { programOf } from './program';

/**
 * @param what Whose option it is: `artifact 'core'`.
 * @param objects Whether it has objects of its own that can carry an annotation.
 * @throws {DriftError} for an expected writer that the catalogue does not have, and
 *   `DRIFT_RULES_MISPLACED` for rules in annotations where there are no objects to carry them.
 * @throws {TargetError} `TARGET_TOO_OLD` for rules in annotations that the Argo CD does not read.
 */
export function checkDrift(
  scope: IConstruct,
  drift: Drift | undefined,
  what: string,
  objects: 'carries' | 'none' = 'none',
): void {
  // Definitions of the program may come later: whether a kind has a scale is asked at synth.
  expectedRules(expectedIn(drift), { scalePathOf: () => '.spec.replicas' });
  if (typeof drift !== 'object' || drift.rules !== 'annotation') return;
  if (objects === 'none') {
    throw new DriftError(
      'DRIFT_RULES_MISPLACED',
      `${what} has drift.rules 'annotation', but no objects that could carry it`,
      "write drift: { rules: 'annotation' } on the Artifact whose objects carry the rules",
    );
  }
  const { targets } = programOf(scope) ?? {};
  requireTarget(targets, 'argocd', RULES_ANNOTATION_SINCE, `drift.rules 'annotation' of ${what}`);
}
