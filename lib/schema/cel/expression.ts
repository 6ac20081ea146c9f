import { check, type Checked } from './check';
import { metered } from './cost';
import type { Environment } from './environment';
import { literalProblems } from './literals';
import { mixedLiterals } from './mixed-literals';
import { parse } from './parse';
import { compileProgram } from './program';
import { SyntaxProblem, type Expr, type Problem } from './syntax';
import { type Type } from './types';
import type { Value } from './values';

/** An expression that is right, ready to run. */
export interface Expression {
  readonly type: Type;
  /** Variables that it reads. */
  readonly reads: ReadonlySet<string>;
  /** What it was compiled from. */
  readonly parsed: Expr;
  readonly checked: Checked;
  /**
   * @param values by variable, in the order of the environment; those it does not read may be left out.
   * @throws {CelError} when the evaluation fails.
   * @throws {CostExceeded} when it goes on for too long.
   */
  evaluate(...values: readonly (Value | undefined)[]): Value;
}

/** Reads, checks and compiles an expression; or says what is wrong with it. */
export function compileExpression(
  text: string,
  environment: Environment,
): Expression | readonly Problem[] {
  try {
    const parsed = parse(text, environment.isStandard);
    const checked = check(parsed, environment);
    const literals = environment.isStandard ? [] : literalProblems(parsed, checked);
    const problems = [...checked.problems, ...literals];
    // Only where all else is right: of what is wrong, no type is known.
    if (problems.length === 0 && !environment.isStandard) {
      problems.push(...mixedLiterals(parsed, checked));
    }
    if (problems.length > 0) return problems.sort((a, b) => a.at - b.at);
    const run = compileProgram(parsed, checked, environment);
    return {
      type: checked.type,
      reads: checked.reads,
      parsed,
      checked,
      evaluate: (...values) => metered(() => run(values as Value[])),
    };
  } catch (error) {
    if (error instanceof SyntaxProblem)
      return [{ at: error.at, message: error.message, isSyntax: true }];
    throw error;
  }
}
