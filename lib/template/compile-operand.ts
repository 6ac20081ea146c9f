import { accept, acceptNil, goType } from './arguments';
import type { Given, Compiler, Evaluate, EvaluateCommand } from './compiler';
import { describe } from './describe';
import { TemplateError } from './errors';
import { fieldsOf } from './fields';
import type { Parameter } from './functions';
import type { NumberNode, Operand } from './nodes';
import { Int } from './values';

/** An operand as an argument of type `parameter`; what does not fit fails when it is evaluated. */
export function compileArgument(node: Operand, parameter: Parameter, compiler: Compiler): Evaluate {
  if (node.type === 'nil') return at(node, (state) => acceptNil(state, parameter));
  const literal = literalOf(node);
  if (literal) return compileLiteral(node, literal, parameter);
  const evaluate = compileReference(node, undefined, compiler);
  return (state) => {
    state.node = node;
    return accept(state, evaluate(state, undefined), parameter);
  };
}

/** A field, variable, chain, pipeline, function or dot; `given` are the arguments of a method. */
export function compileReference(
  node: Operand,
  given: Given | undefined,
  compiler: Compiler,
): EvaluateCommand {
  switch (node.type) {
    case 'dot':
      return at(node, (state) => state.dot);
    case 'field': {
      const { names } = node;
      const call = compiler.members(node, given);
      return (state, last) => {
        state.node = node;
        return fieldsOf(state, state.dot, names, state.dotHeld, call, last);
      };
    }
    case 'variable':
      return compileVariable(node, given, compiler);
    case 'chain': {
      const { names, operand } = node;
      const inner = compileChained(node, operand, compiler);
      const call = compiler.members(node, given);
      return (state, last) => {
        state.node = node;
        return fieldsOf(state, inner(state, undefined), names, false, call, last);
      };
    }
    case 'pipe':
      return compiler.pipe(node);
    case 'identifier':
      return compiler.call(node);
    default:
      return at(node, (state) => state.fail(`can't evaluate command ${describe(node)}`));
  }
}

function compileVariable(
  node: Operand & { type: 'variable' },
  given: Given | undefined,
  compiler: Compiler,
): EvaluateCommand {
  const [name = '$', ...names] = node.names;
  if (names.length > 0) {
    const call = compiler.members(node, given);
    return (state, last) => {
      state.node = node;
      const i = state.find(name);
      return fieldsOf(state, state.values[i], names, state.held[i] === true, call, last);
    };
  }
  return at(node, (state) => {
    const value = state.values[state.find(name)];
    if (given) state.fail(`can't give argument to non-function ${name}`);
    return value;
  });
}

function compileChained(
  node: Operand & { type: 'chain' },
  operand: Operand,
  compiler: Compiler,
): EvaluateCommand {
  if (operand.type === 'nil') {
    return at(node, (state) => state.fail(`indirection through explicit nil in ${describe(node)}`));
  }
  const inner = compileReference(operand, undefined, compiler);
  return at(operand, (state) => inner(state, undefined));
}

function at(node: Operand, evaluate: Evaluate): Evaluate {
  return (state) => {
    state.node = node;
    return evaluate(state);
  };
}

/** The value of a literal where nothing says which type is wanted. */
export function literalOf(node: Operand): Evaluate | undefined {
  switch (node.type) {
    case 'bool': {
      const { value } = node;
      return () => value;
    }
    case 'string': {
      const { text } = node;
      return () => text;
    }
    case 'number':
      return idealConstant(node);
    default:
      return undefined;
  }
}

function idealConstant(node: NumberNode): Evaluate {
  const { text, int, float } = node;
  if (node.complex) return () => refuseComplex(node);
  const hex = /^0[xX]/.test(text) && text.length > 2 && !/[pP]/.test(text);
  if (float !== undefined && !hex && !text.startsWith("'") && /[.eEpP]/.test(text)) {
    return () => float;
  }
  if (int !== undefined) {
    const value = new Int(int);
    return () => value;
  }
  return at(node, (state) => state.fail(`${text} overflows int`));
}

function refuseComplex({ text }: NumberNode): never {
  throw new TemplateError(
    'TEMPLATE_FUNCTION_UNSUPPORTED',
    `complex number ${text}: complex arithmetic is not offered here`,
    'write a real number',
  );
}

function compileLiteral(node: Operand, literal: Evaluate, parameter: Parameter): Evaluate {
  if (parameter === 'any' || parameter === 'value') return at(node, literal);
  const number = node.type === 'number' ? node : undefined;
  const refuse = (expected: string) =>
    at(node, (state) => state.fail(`expected ${expected}; found ${describe(node)}`));
  const constant = (value: unknown) => at(node, () => value);
  switch (parameter) {
    case 'bool':
      return node.type === 'bool' ? constant(node.value) : refuse('bool');
    case 'sprig.HashAlgorithm':
    case 'string':
      return node.type === 'string' ? constant(node.text) : refuse('string');
    case 'int':
      return number?.int === undefined ? refuse('integer') : constant(Number(number.int));
    case 'time.Duration':
      return number?.int === undefined ? refuse('integer') : constant(new Int(number.int));
    case 'uint32':
      return number?.uint === undefined
        ? refuse('unsigned integer')
        : constant(Number(number.uint & 0xffff_ffffn));
    case 'float64':
      return number?.float === undefined ? refuse('float') : constant(number.float);
    default:
      return at(node, (state) =>
        state.fail(`can't handle ${describe(node)} for arg of type ${goType(parameter)}`),
      );
  }
}
