import { groupOf, type Manifest } from '../core';
import { isNative, NATIVE_FIELDS } from '../crossplane/native/adapt';
import {
  compile,
  ruleValidatorOf,
  type KindSchema,
  type RuleValidator,
  type Violation,
  type ViolationCode,
} from '../schema';
import { perRun } from './context';
import type { Finding } from './rule';

/** What is wrong with one object by its schema. */
export interface Judged {
  readonly at: Manifest;
  readonly violations: readonly Violation[];
}

/** Every object of a known kind that its schema objects to, in order. */
export const schemaFindings = perRun((context): readonly Judged[] => {
  const judged: Judged[] = [];
  const rules = new Map<KindSchema, RuleValidator | undefined>();
  for (const at of context.set) {
    const known = context.kindOf(at);
    if (!known) continue;
    if (!rules.has(known)) rules.set(known, ruleValidatorOf(known.table, known.facts.root));
    const violations = violationsOf(at, known, rules.get(known)).filter(
      (violation) => !isOfNative(at, violation),
    );
    if (violations.length > 0) judged.push({ at, violations });
  }
  return judged;
});

/** Of a Composition of Crossplane 1 the schema of 2 need say nothing: a finding of its own does. */
function isOfNative(at: Manifest, { code, pointer }: Violation): boolean {
  if (at.kind !== 'Composition' || groupOf(at) !== 'apiextensions.crossplane.io') return false;
  if (!isNative(at['spec'])) return false;
  return code === 'rule' ? pointer === '/spec' : NATIVE_FIELDS.includes(pointer);
}

/** What keeps the API server from asking the rules of a kind at all. */
const BLOCKING: readonly ViolationCode[] = ['type', 'required', 'size', 'enum'];

function violationsOf(
  at: Manifest,
  { table, facts }: KindSchema,
  rules: RuleValidator | undefined,
): readonly Violation[] {
  const violations = compile(table, facts.root)(at);
  if (!rules || violations.some(({ code }) => BLOCKING.includes(code))) return violations;
  const broken = rules.validate(at);
  return broken.length === 0 ? violations : [...violations, ...broken];
}

/** A violation as a finding; values of Secrets are not repeated. */
export function findingOf(at: Manifest, violation: Violation): Finding {
  const secret = at.kind === 'Secret' && groupOf(at) === '';
  const { pointer, hint } = violation;
  const message = secret ? violation.discreetMessage : violation.message;
  return { at, pointer, message, ...(hint === undefined || secret ? {} : { hint }) };
}
