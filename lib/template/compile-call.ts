import { accept } from './arguments';
import { compileArgument } from './compile-operand';
import type { Compiler, EvaluateCommand } from './compiler';
import { FunctionFailure } from './errors';
import type { Parameter, TemplateFunction } from './functions';
import type { CommandNode, Operand } from './nodes';
import { isTrue } from './values';

export interface Call {
  readonly name: string;
  readonly definition: TemplateFunction;
  /** Of the builtins `and` and `or`, which evaluate no more than they must. */
  readonly shortCircuit?: 'and' | 'or';
  readonly identifier: Operand;
  /** What messages of the function itself point at. */
  readonly node: CommandNode | Operand;
  readonly operands: readonly Operand[];
  /** Whether a value comes in from the pipeline, as the last argument. */
  readonly piped: boolean;
}

export function compileCall(call: Call, compiler: Compiler): EvaluateCommand {
  const { name, definition, identifier, node, operands, piped } = call;
  const { parameters, rest } = definition;
  const wrong = wrongCount(call);
  if (wrong !== undefined) {
    return (state) => {
      state.node = identifier;
      return state.fail(wrong);
    };
  }
  if (call.shortCircuit) return compileShortCircuit(call, call.shortCircuit, compiler);
  const parameterAt = (i: number) => (parameters[i] ?? rest) as Parameter;
  const evaluate = operands.map((operand, i) => compileArgument(operand, parameterAt(i), compiler));
  const pipedAs = parameterAt(operands.length);
  const run = definition.call as (...args: unknown[]) => unknown;
  return (state, last) => {
    state.node = identifier;
    const args: unknown[] = [];
    for (const argument of evaluate) args.push(argument(state));
    if (piped) args.push(accept(state, last, pipedAs));
    try {
      return run(...args);
    } catch (error) {
      if (!(error instanceof FunctionFailure)) throw error;
      state.node = node;
      return state.fail(`error calling ${name}: ${error.message}`);
    }
  };
}

function wrongCount({ name, definition, operands, piped }: Call): string | undefined {
  const { parameters, rest } = definition;
  const given = operands.length + (piped ? 1 : 0);
  if (rest !== undefined) {
    if (given >= parameters.length) return undefined;
    const least = `want at least ${parameters.length}`;
    return `wrong number of args for ${name}: ${least} got ${operands.length}`;
  }
  if (given === parameters.length) return undefined;
  return `wrong number of args for ${name}: want ${parameters.length} got ${given}`;
}

function compileShortCircuit(
  { identifier, operands, piped }: Call,
  name: 'and' | 'or',
  compiler: Compiler,
): EvaluateCommand {
  const evaluate = operands.map((operand) => compileArgument(operand, 'value', compiler));
  return (state, last) => {
    state.node = identifier;
    let value: unknown;
    for (const argument of evaluate) {
      value = argument(state);
      if (isTrue(value) === (name === 'or')) return value;
    }
    return piped ? last : value;
  };
}
