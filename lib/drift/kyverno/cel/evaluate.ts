import { isDeepStrictEqual } from 'node:util';
import { isMap } from '../../values';
import { UNKNOWN } from '../unknown';
import { functions } from './functions';
import { isMacro, macro } from './macros';
import type { Expression } from './syntax';
import { Either, FAILED, hasUnknown, single, type Names } from './values';

/**
 * The value of an expression: data, in which `UNKNOWN` may stand anywhere, `FAILED` for an error, an
 * {@link Either} where what decides is not known.
 */
export function evaluate(expression: Expression, names: Names): unknown {
  const of = (one: Expression) => evaluate(one, names);
  switch (expression.is) {
    case 'value':
      return expression.value;
    case 'name':
      return names(expression.name);
    case 'list':
      return expression.items.map(of);
    case 'map':
      return mapOf(expression.entries.map(([key, value]) => [of(key), of(value)]));
    case 'field':
      return fieldOf(single(of(expression.of)), expression.name, expression.optional);
    case 'element':
      return elementOf(single(of(expression.of)), single(of(expression.at)), expression.optional);
    case 'not': {
      const value = single(of(expression.of));
      return typeof value === 'boolean' ? !value : oddOf(value);
    }
    case 'minus': {
      const value = single(of(expression.of));
      return typeof value === 'number' ? -value : oddOf(value);
    }
    case 'choice': {
      const [condition, then, otherwise] = expression.parts;
      const value = single(of(condition));
      if (typeof value === 'boolean') return of(value ? then : otherwise);
      return value === UNKNOWN ? new Either([of(then), of(otherwise)]) : FAILED;
    }
    case 'operation':
      return operation(expression, of);
    case 'call':
      return called(expression, names);
  }
}

function oddOf(value: unknown): unknown {
  return value === UNKNOWN ? UNKNOWN : FAILED;
}

function mapOf(entries: readonly (readonly [unknown, unknown])[]): unknown {
  if (entries.some(([key]) => typeof key !== 'string')) return UNKNOWN;
  return Object.fromEntries(entries as readonly (readonly [string, unknown])[]);
}

function fieldOf(value: unknown, name: string, optional: boolean): unknown {
  if (value === UNKNOWN || value === FAILED) return optional && value === FAILED ? FAILED : value;
  return isMap(value) && Object.hasOwn(value, name) ? value[name] : FAILED;
}

function elementOf(value: unknown, at: unknown, optional: boolean): unknown {
  if (at === UNKNOWN) return UNKNOWN;
  if (typeof at === 'string') return fieldOf(value, at, optional);
  if (!Array.isArray(value)) return oddOf(value);
  const found: unknown = typeof at === 'number' && at >= 0 ? value[at] : undefined;
  return found === undefined ? FAILED : found;
}

type Operation = Extract<Expression, { is: 'operation' }>;

function operation({ sign, left, right }: Operation, of: (one: Expression) => unknown): unknown {
  const own = single(of(left));
  if (sign === '&&' || sign === '||') {
    const decides = sign === '||';
    if (own === decides) return decides;
    const other = single(of(right));
    if (other === decides) return decides;
    // What is not known may decide it, whatever failed.
    if (own === UNKNOWN || other === UNKNOWN) return UNKNOWN;
    return typeof own === 'boolean' && typeof other === 'boolean' ? !decides : FAILED;
  }
  const other = single(of(right));
  if (own === FAILED || other === FAILED) return FAILED;
  if (own === UNKNOWN || other === UNKNOWN) return UNKNOWN;
  if (hasUnknown(own) || hasUnknown(other)) return sign === '+' ? added(own, other) : UNKNOWN;
  switch (sign) {
    case '==':
      return isDeepStrictEqual(own, other);
    case '!=':
      return !isDeepStrictEqual(own, other);
    case 'in':
      if (Array.isArray(other)) return other.some((one) => isDeepStrictEqual(one, own));
      return isMap(other) ? typeof own === 'string' && Object.hasOwn(other, own) : FAILED;
    case '+':
      return added(own, other);
    default:
      return computed(sign, own, other);
  }
}

function added(own: unknown, other: unknown): unknown {
  if (typeof own === 'string' && typeof other === 'string') return own + other;
  if (Array.isArray(own) && Array.isArray(other)) return [...own, ...other] as unknown[];
  return computed('+', own, other);
}

function computed(sign: string, own: unknown, other: unknown): unknown {
  const isText = typeof own === 'string' && typeof other === 'string';
  const isNumber = typeof own === 'number' && typeof other === 'number';
  if (!isText && !isNumber) return FAILED;
  if (sign === '<') return own < other;
  if (sign === '<=') return own <= other;
  if (sign === '>') return own > other;
  if (sign === '>=') return own >= other;
  if (!isNumber) return FAILED;
  if (sign === '+') return own + other;
  if (sign === '-') return own - other;
  if (sign === '*') return own * other;
  // Whether a number is whole tells how it is divided, and JSON does not say that.
  return UNKNOWN;
}

function called(call: Extract<Expression, { is: 'call' }>, names: Names): unknown {
  if (isMacro(call)) return macro(call, names, evaluate);
  const { name, on, given } = call;
  if (on && (name === 'orValue' || name === 'or' || name === 'hasValue' || name === 'value')) {
    const value = single(evaluate(on, names));
    if (name === 'hasValue') return value === UNKNOWN ? UNKNOWN : value !== FAILED;
    const [otherwise] = given;
    return value === FAILED && otherwise ? evaluate(otherwise, names) : value;
  }
  if (!Object.hasOwn(functions, name)) return UNKNOWN;
  const values = [...(on ? [on] : []), ...given].map((one) => single(evaluate(one, names)));
  // `jsonpatch.escapeKey(…)` is a function of a library, not a method of a value.
  if (name === 'escapeKey') values[0] = null;
  if (values.includes(FAILED)) return FAILED;
  return values.some(hasUnknown) ? UNKNOWN : functions[name]?.(...(values as [unknown]));
}
