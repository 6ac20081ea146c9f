import { checkNames } from './check';
import { Machine } from './evaluate';
import { JqRuntimeError, JqSyntaxError, JqUnsupported } from './failures';
import { parseJq } from './parser';
import type { Json, Node } from './syntax';

/** A `jqPathExpressions` entry that this engine runs. */
export interface CompiledJq {
  readonly ok: true;
  readonly text: string;
  readonly program: Node;
}

export interface JqProblem {
  readonly ok: false;
  /**
   * `syntax`: gojq refuses it, and Argo CD stops comparing the whole Application; `unsupported`: it
   * is right, but not run here; `error`: it fails on this object, and Argo CD skips the rule.
   */
  readonly reason: 'syntax' | 'unsupported' | 'error';
  /** What is wrong, in lower case without a full stop. */
  readonly problem: string;
  /** Index of the letter in the expression that it is about; -1 where that is not known. */
  readonly position: number;
}

/** What an expression deleted: the rest of the object. */
export interface Deleted {
  readonly ok: true;
  readonly value: Json;
}

const BEFORE = 'del(';

/**
 * Reads an expression of `jqPathExpressions`, as Argo CD does: as the argument of `del`.
 *
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/util/argo/normalizers/diff_normalizer.go
 */
export function compileJq(text: string): CompiledJq | JqProblem {
  try {
    const program = parseJq(`${BEFORE}${text})`);
    const unsupported = checkNames(program);
    if (!unsupported) return { ok: true, text, program };
    return problemOf(unsupported, text);
  } catch (error) {
    return problemOf(error, text);
  }
}

/**
 * `del(<jq>)` of a value. The value is not changed; what it holds besides is shared.
 *
 * @param jq an expression, or what {@link compileJq} made of it.
 */
export function deletePaths(jq: string | CompiledJq, value: unknown): Deleted | JqProblem {
  const compiled = typeof jq === 'string' ? compileJq(jq) : jq;
  if (!compiled.ok) return compiled;
  const { program, text } = compiled;
  try {
    const state = { value: value as Json, track: undefined };
    const results = new Machine().run(program, state, undefined);
    const first = results.next();
    if (first.done) return failed('gives nothing');
    if (!results.next().done) return failed('gives more than one object');
    return { ok: true, value: first.value.value };
  } catch (error) {
    return problemOf(error, text);
  }
}

function failed(problem: string): JqProblem {
  return { ok: false, reason: 'error', problem, position: -1 };
}

/** What an error of this folder says about an expression; others are thrown on. */
export function problemOf(error: unknown, text: string): JqProblem {
  if (error instanceof JqRuntimeError) return failed(error.message);
  if (error instanceof RangeError) {
    // The stack is full: gojq has its own, and goes on.
    const problem = 'recursion this deep is not run here';
    return { ok: false, reason: 'unsupported', problem, position: -1 };
  }
  if (error instanceof JqUnsupported) {
    const problem = `${error.construct} is not run here`;
    return { ok: false, reason: 'unsupported', problem, position: placeIn(text, error.at) };
  }
  if (!(error instanceof JqSyntaxError)) throw error;
  const position = placeIn(text, error.at);
  return { ok: false, reason: 'syntax', problem: error.message, position };
}

function placeIn(text: string, at: number): number {
  const position = at - BEFORE.length;
  return Math.min(position < 0 ? -1 : position, text.length);
}
