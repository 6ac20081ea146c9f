import { groupOf, type Manifest } from '../core';
import { compile, type Violation } from '../schema';
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
  for (const at of context.set) {
    const known = context.kindOf(at);
    if (!known) continue;
    const violations = compile(known.table, known.facts.root)(at);
    if (violations.length > 0) judged.push({ at, violations });
  }
  return judged;
});

/** A violation as a finding; values of Secrets are not repeated. */
export function findingOf(at: Manifest, violation: Violation): Finding {
  const secret = at.kind === 'Secret' && groupOf(at) === '';
  const { pointer, hint } = violation;
  const message = secret ? violation.discreetMessage : violation.message;
  return { at, pointer, message, ...(hint === undefined || secret ? {} : { hint }) };
}
