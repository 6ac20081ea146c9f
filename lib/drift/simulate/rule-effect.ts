import { formatPointer, keyOf, parsePointer } from '../../core';
import type { IgnoreDifference, Manifest, Pointer } from '../../core';
import { deletedPaths, type JqProblem } from '../jq';
import { mismatchOf, type Mismatch } from './rule-match';

/** What one expression of a rule has against it. */
export interface RuleProblem extends Omit<JqProblem, 'ok'> {
  /** The entry of `jqPathExpressions`. */
  readonly expression: string;
}

/** What a rule does to one object. */
export interface RuleEffect {
  /** What keeps the rule from the object; `undefined` where it applies. */
  readonly mismatch: Mismatch | undefined;
  /**
   * The fields that it takes out of the comparison, present or not: those of `jsonPointers` and those
   * that its expressions find in this object. Fields that `managedFieldsManagers` own are not known.
   */
  readonly pointers: readonly Pointer[];
  /** Expressions that do not compile, are not run here, or fail on this object. */
  readonly problems: readonly RuleProblem[];
}

/**
 * What a rule of `ignoreDifferences` takes out of the comparison of an object.
 *
 * An expression that fails on the object hides nothing: `.a[]` where there is no `a` fails, `.a[]?`
 * does not.
 */
export function ruleEffect(rule: IgnoreDifference, object: Manifest): RuleEffect {
  const mismatch = mismatchOf(rule, keyOf(object));
  const problems: RuleProblem[] = [];
  if (mismatch !== undefined) return { mismatch, pointers: [], problems };
  const pointers = new Set<Pointer>();
  for (const pointer of rule.jsonPointers ?? []) {
    if (pointer.startsWith('/')) pointers.add(formatPointer(parsePointer(pointer)));
  }
  for (const expression of rule.jqPathExpressions ?? []) {
    const found = deletedPaths(expression, object);
    if (found.ok) for (const path of found.paths) pointers.add(formatPointer(path));
    else {
      const { reason, problem, position } = found;
      problems.push({ expression, reason, problem, position });
    }
  }
  return { mismatch, pointers: [...pointers], problems };
}

/** Whether a rule takes the field at `pointer`, or one that holds it, out of the comparison. */
export function covers({ pointers }: RuleEffect, pointer: Pointer): boolean {
  return pointers.some((own) => own === pointer || pointer.startsWith(`${own}/`));
}
