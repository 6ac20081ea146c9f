import type { IgnoreDifference, ObjectKey } from '../../core';
import { compileJq, deletePaths, type CompiledJq, type JqProblem } from '../jq';
import { removePointer } from './pointer-remove';
import { ruleMatches } from './rule-match';
import { fieldOf, isMap, type Json, type JsonMap } from './value';

/** What cannot be simulated, or what stops Argo CD itself. */
export class Undecided extends Error {
  constructor(
    /** `comparison`: Argo CD reports a ComparisonError; `unknown`: nobody can know offline. */
    readonly kind: 'comparison' | 'unknown',
    message: string,
  ) {
    super(message);
  }
}

/** One step of the rules that match an object, ready to run. */
export type RuleStep =
  | { readonly kind: 'pointer'; readonly pointer: string }
  | { readonly kind: 'jq'; readonly jq: CompiledJq };

export interface Rules {
  readonly steps: readonly RuleStep[];
  /** Field managers whose changes are ignored. */
  readonly managers: readonly string[];
}

/**
 * The rules for one object, in Argo CD's order. Every expression is compiled, of rules for other
 * objects too, since one that is no jq stops the comparison of all.
 *
 * @throws {Undecided} for what does not compile, or is not run here and matches.
 */
export function rulesFor(all: readonly IgnoreDifference[], key: ObjectKey): Rules {
  const steps: RuleStep[] = [];
  const managers: string[] = [];
  for (const rule of all) {
    const isMatching = ruleMatches(rule, key);
    if (isMatching) managers.push(...(rule.managedFieldsManagers ?? []));
    for (const pointer of rule.jsonPointers ?? []) {
      if (isMatching) steps.push({ kind: 'pointer', pointer });
    }
    for (const text of rule.jqPathExpressions ?? []) {
      const jq = compileJq(text);
      if (jq.ok) {
        if (isMatching) steps.push({ kind: 'jq', jq });
      } else if (jq.reason === 'syntax' || isMatching) throw undecided(text, jq);
    }
  }
  return { steps, managers };
}

/**
 * The object without what the rules take out. A step that fails is skipped.
 *
 * @throws {Undecided} for jq whose answer is not known, and where the kind itself is taken out.
 */
export function withoutIgnored(object: JsonMap, steps: readonly RuleStep[]): JsonMap {
  let value: Json = object;
  for (const step of steps) {
    if (step.kind === 'pointer') {
      const removal = removePointer(value, step.pointer);
      if (removal.ok) value = removal.value as Json;
      continue;
    }
    // Go reads the document into a map before jq sees it; what is no map fails.
    if (!isMap(value)) continue;
    const result = deletePaths(step.jq, value);
    if (result.ok) value = result.value;
    else if (result.reason !== 'error') throw undecided(step.jq.text, result);
  }
  if (!isMap(value) || typeof fieldOf(value, 'kind') !== 'string') {
    throw new Undecided('unknown', 'a rule takes out the kind, or the whole object');
  }
  return value;
}

function undecided(text: string, { reason, problem, position }: JqProblem): Undecided {
  const where = position < 0 ? '' : `, at letter ${position + 1}`;
  return new Undecided(
    reason === 'syntax' ? 'comparison' : 'unknown',
    `the jq expression '${text}' ${reason === 'syntax' ? 'does not compile' : 'is not run here'}: ${problem}${where}`,
  );
}
