import { formatPointer } from '../core';
import type { Child, Node } from './node';
import { Violation, type ViolationCode } from './violation';

/**
 * Tests one value, the `depth` first tokens of `run.path` being its place. Tokens are written by
 * whoever descends; nothing is allocated while values are right.
 */
export type Check = (value: unknown, run: Run, depth: number) => void;

/** One validation under way. */
export class Run {
  readonly path: (string | number)[] = [];
  readonly violations: Violation[] = [];
  #failures = 0;
  #silent = 0;

  fail(
    depth: number,
    code: ViolationCode,
    value: unknown,
    text: (shown: string) => string,
    hint?: () => string | undefined,
  ): void {
    this.#failures++;
    if (this.#silent > 0) return;
    const pointer = formatPointer(this.path.slice(0, depth));
    this.violations.push(new Violation(pointer, code, value, text, hint?.()));
  }

  /** Whether a value passes, reporting nothing: for alternatives. */
  passes(check: Check, value: unknown, depth: number): boolean {
    const before = this.#failures;
    this.#silent++;
    check(value, this, depth);
    this.#silent--;
    const passed = this.#failures === before;
    this.#failures = before;
    return passed;
  }
}

/** How the parts of a schema get at each other's checks. */
export interface Compiler {
  nodeOf(child: Child): Node;
  /** The check of a child, compiled when it first meets a value. */
  checkOf(child: Child): Check;
  /**
   * The check of a part of `allOf`, `anyOf`, `oneOf` or `not`: it sees the values, fields and
   * defaults that `outer`, the node it qualifies, declares.
   */
  branchOf(child: Child, outer: Node | undefined): Check;
}

export function sequence(checks: readonly Check[]): Check {
  const [first, second, third] = checks;
  if (!first) return () => undefined;
  if (!second) return first;
  if (!third) {
    return (value, run, depth) => {
      first(value, run, depth);
      second(value, run, depth);
    };
  }
  return (value, run, depth) => {
    for (const check of checks) check(value, run, depth);
  };
}
