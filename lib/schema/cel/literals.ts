import { compilePattern } from '../patterns';
import type { Checked } from './check';
import { clausesIn } from './functions/format-string';
import { partsOf } from './parts';
import type { Call, Expr, Problem } from './syntax';
import { CelError, type Value } from './values';

const CONVERSIONS = 'bool bytes double duration int string timestamp uint'.split(' ');

/**
 * What the API server tells of arguments that are written out: patterns that are none, conversions
 * that fail, clauses of `format` without their argument.
 */
export function literalProblems(expression: Expr, checked: Checked): Problem[] {
  const problems: Problem[] = [];
  visit(expression, (e) => {
    if (e.is !== 'call') return;
    const message = complaintOf(e, checked);
    if (message !== undefined) problems.push({ at: e.at, message });
  });
  return problems;
}

function complaintOf(e: Call, checked: Checked): string | undefined {
  const [first] = e.args;
  const argument = e.name === 'matches' ? e.args.at(-1) : first;
  if (e.name === 'format' && e.target?.is === 'literal' && first?.is === 'list') {
    const { value } = e.target;
    return typeof value === 'string' ? formatComplaint(value, first.items.length) : undefined;
  }
  if (argument?.is !== 'literal') return undefined;
  const { value } = argument;
  if (e.name === 'duration' && typeof value === 'bigint') return 'invalid duration argument';
  if (e.name === 'matches') {
    return typeof value === 'string' && !compilePattern(value)
      ? 'invalid matches argument'
      : undefined;
  }
  const [only, ...more] = checked.overloads.get(e) ?? [];
  if (e.target || !CONVERSIONS.includes(e.name) || !only || more.length > 0) return undefined;
  return failureOf(() => (only.call as (given: Value) => Value)(value));
}

function formatComplaint(text: string, given: number): string | undefined {
  return failureOf(() => {
    const wanted = clausesIn(text);
    if (given < wanted) throw new CelError(`index ${given} out of range`);
    if (given === wanted) return;
    throw new CelError(
      `too many arguments supplied to string.format (expected ${wanted}, got ${given})`,
    );
  });
}

function failureOf(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof CelError) return error.message;
    throw error;
  }
}

function visit(e: Expr, tell: (e: Expr) => void): void {
  tell(e);
  for (const part of partsOf(e)) visit(part, tell);
}
