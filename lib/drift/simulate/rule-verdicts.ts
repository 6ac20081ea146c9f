import { valueAt, type IgnoreDifference, type Manifest, type Pointer } from '../../core';
import { ruleEffect, type RuleEffect } from './rule-effect';
import type { JsonMap } from './value';

/** A rule, and what it does to the object. */
export interface RuleVerdict extends RuleEffect {
  readonly rule: IgnoreDifference;
  /** Those of its pointers that neither side has: it does nothing there. */
  readonly absent: readonly Pointer[];
}

/** What the rules of an Application do to an object, wanted or live. */
export function verdicts(
  rules: readonly IgnoreDifference[],
  target: JsonMap,
  live: JsonMap | undefined,
): RuleVerdict[] {
  return rules.map((rule) => {
    const effects = [target, ...(live ? [live] : [])].map((object) =>
      ruleEffect(rule, object as unknown as Manifest),
    );
    const [first] = effects;
    const pointers = [...new Set(effects.flatMap((effect) => effect.pointers))];
    const absent = pointers.filter((pointer) =>
      [target, live].every((object) => valueAt(object, pointer) === undefined),
    );
    const problems = effects.at(-1)?.problems ?? [];
    return { rule, mismatch: first?.mismatch, pointers, absent, problems };
  });
}
