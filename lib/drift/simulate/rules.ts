import { isManifest, valueAt, type IgnoreDifference, type ObjectKey } from '../../core';
import { compileJq, deletePaths, type CompiledJq, type JqProblem } from '../jq';
import { removePointer } from './pointer-remove';
import { Stopped } from './problems';
import { ruleMatches } from './rule-match';
import { fieldOf, isMap, type Json, type JsonMap } from './value';

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
 * @param application where the first rules stand, for the place of a problem.
 * @throws {Stopped} for what does not compile, or is not run here and matches.
 */
export function rulesFor(
  all: readonly IgnoreDifference[],
  key: ObjectKey,
  application?: unknown,
): Rules {
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
      } else if (jq.reason === 'syntax' || isMatching) {
        throw stopped(text, jq, placeOf(application, text));
      }
    }
  }
  return { steps, managers };
}

/**
 * The object without what the rules take out. A step that fails is skipped.
 *
 * @throws {Stopped} for jq whose answer is not known, and where the kind itself is taken out.
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
    else if (result.reason !== 'error') throw stopped(step.jq.text, result);
  }
  if (!isMap(value) || typeof fieldOf(value, 'kind') !== 'string') {
    throw new Stopped('sync-rule-removes-object', 'a rule takes out the kind, or the whole object');
  }
  return value;
}

function stopped(
  text: string,
  { reason, problem, position }: JqProblem,
  place?: ReturnType<typeof placeOf>,
): Stopped {
  const where = position < 0 ? '' : `, at letter ${position + 1}`;
  return new Stopped(
    reason === 'syntax' ? 'sync-rule-invalid' : 'sync-rule-not-run',
    `the jq expression '${text}' ${reason === 'syntax' ? 'does not compile' : 'is not run here'}: ${problem}${where}`,
    place,
  );
}

/** Where an Application has the expression; a spec alone, or `argocd-cm`, is no object here. */
function placeOf(application: unknown, text: string) {
  if (!isManifest(application)) return undefined;
  const rules = valueAt(application, '/spec/ignoreDifferences');
  for (const [i, rule] of (Array.isArray(rules) ? rules : []).entries()) {
    const at = `/spec/ignoreDifferences/${i}/jqPathExpressions`;
    const texts = valueAt(rule, '/jqPathExpressions');
    const j = Array.isArray(texts) ? texts.indexOf(text) : -1;
    if (j >= 0) return { manifest: application, pointer: `${at}/${j}` };
  }
  return undefined;
}
