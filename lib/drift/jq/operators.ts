import type { BinaryOperator, Node } from './syntax';

const BINARY: readonly string[] = [
  '+',
  '-',
  '*',
  '/',
  '%',
  '==',
  '!=',
  '<',
  '<=',
  '>',
  '>=',
] satisfies BinaryOperator[];

/** `left operator right`; what assigns is not run here. */
export function combine(operator: string, left: Node, right: Node): Node {
  const { at } = left;
  switch (operator) {
    case '//':
      return { kind: 'alternative', at, left, right };
    case 'and':
    case 'or':
      return { kind: operator, at, left, right };
    default:
      if (isBinary(operator)) return { kind: 'binary', at, operator, left, right };
      return { kind: 'unsupported', at, construct: `'${operator}'`, parts: [left, right] };
  }
}

function isBinary(operator: string): operator is BinaryOperator {
  return BINARY.includes(operator);
}

/** A number literal. gojq keeps integers of any size exactly, JavaScript only up to 2^53. */
export function number(at: number, text: string): Node {
  const value = Number(text);
  const isFloat = /[.eE]/.test(text);
  // A float 0 can become Go's -0, which prints otherwise.
  if (isFloat ? Number.isFinite(value) && value !== 0 : Number.isSafeInteger(value)) {
    return { kind: 'literal', at, value };
  }
  return { kind: 'unsupported', at, construct: `the number ${text}`, parts: [] };
}

/** Unary `-` and `+`: of a literal it is a literal. */
export function sign(at: number, negative: boolean, of: Node): Node {
  if (of.kind === 'literal' && typeof of.value === 'number') {
    return { kind: 'literal', at, value: negative ? 0 - of.value : of.value };
  }
  return { kind: 'sign', at, negative, of };
}
