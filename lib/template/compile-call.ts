import { accept } from './arguments';
import { compileArgument } from './compile-operand';
import type { Compiler, EvaluateCommand, Given, MemberCalls, TakeMember } from './compiler';
import type { Member } from './boxed';
import { FunctionFailure } from './errors';
import type { Parameter, TemplateFunction } from './functions';
import type { CommandNode, Operand } from './nodes';
import { isTrue } from './values';
import { WorldMissing } from './world';

export interface Call extends Given {
  readonly name: string;
  readonly definition: TemplateFunction;
  /** Of the builtins `and` and `or`, which evaluate no more than they must. */
  readonly shortCircuit?: 'and' | 'or';
  /** What evaluating starts at, for messages; absent for methods. */
  readonly identifier?: Operand;
  /** What messages of the function itself point at. */
  readonly node: CommandNode | Operand;
}

export function compileCall(call: Call, compiler: Compiler): EvaluateCommand {
  const { name, definition, identifier, node, operands, piped } = call;
  const { parameters, rest, takesWorld } = definition;
  const wrong = wrongCount(call) ?? definition.problem;
  if (wrong !== undefined) {
    return (state) => {
      if (identifier) state.node = identifier;
      return state.fail(wrong);
    };
  }
  if (call.shortCircuit) return compileShortCircuit(call, call.shortCircuit, compiler);
  const parameterAt = (i: number) => (parameters[i] ?? rest) as Parameter;
  const evaluate = operands.map((operand, i) => compileArgument(operand, parameterAt(i), compiler));
  const pipedAs = parameterAt(operands.length);
  const run = definition.call as (...args: unknown[]) => unknown;
  const includes = definition.includes === true;
  return (state, last) => {
    if (identifier) state.node = identifier;
    const args: unknown[] = takesWorld ? [state.world] : [];
    for (const argument of evaluate) args.push(argument(state));
    if (piped) args.push(accept(state, last, pipedAs));
    try {
      if (includes) return state.include(args[0] as string, args[1]);
      return run(...args);
    } catch (error) {
      state.node = node;
      if (error instanceof WorldMissing) return state.refuse(name, error);
      if (!(error instanceof FunctionFailure)) throw error;
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
    if (identifier) state.node = identifier;
    let value: unknown;
    for (const argument of evaluate) {
      value = argument(state);
      if (isTrue(value) === (name === 'or')) return value;
    }
    return piped ? last : value;
  };
}

/** How members are taken that `node` names; methods are known only when they are met. */
export function compileMembers(
  node: Operand,
  { operands, piped }: Given = { operands: [], piped: false },
  compiler: Compiler,
): MemberCalls {
  const take = (given: Given): TakeMember => {
    const called = given.operands.length > 0 || given.piped;
    return (state, name, member, last) => {
      if (!isMethod(member)) {
        if ('refused' in member) return state.fail(member.refused);
        if (called) state.fail(`${name} has arguments but cannot be invoked as function`);
        return member.value;
      }
      const call = { name, definition: member, node, ...given };
      return compileCall(call, compiler)(state, last);
    };
  };
  return {
    called: operands.length > 0 || piped,
    last: take({ operands, piped }),
    inner: take({ operands: [], piped: false }),
  };
}

function isMethod(member: Member): member is TemplateFunction {
  return 'call' in member;
}
