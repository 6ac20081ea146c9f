import { JqRuntimeError, JqUnsupported, shown } from './failures';
import type { BinaryOperator, Json } from './syntax';
import { compare, isArray, isObject, objectOf, typeOf, type JsonObject } from './values';

/** `left operator right` as gojq computes it. */
export function compute(operator: BinaryOperator, left: Json, right: Json): Json {
  switch (operator) {
    case '==':
      return compare(left, right) === 0;
    case '!=':
      return compare(left, right) !== 0;
    case '<':
      return compare(left, right) < 0;
    case '<=':
      return compare(left, right) <= 0;
    case '>':
      return compare(left, right) > 0;
    case '>=':
      return compare(left, right) >= 0;
    case '+':
      return add(left, right);
    case '-':
      return subtract(left, right);
    case '*':
      return multiply(left, right);
    case '/':
      return divide(left, right);
    case '%':
      return remainder(left, right);
  }
}

export function add(left: Json, right: Json): Json {
  if (left === null) return right;
  if (right === null) return left;
  if (typeof left === 'number' && typeof right === 'number') return exact(left + right);
  if (typeof left === 'string' && typeof right === 'string') return left + right;
  if (isArray(left) && isArray(right)) {
    if (left.length === 0) return right;
    return right.length === 0 ? left : [...left, ...right];
  }
  if (isObject(left) && isObject(right)) {
    if (Object.keys(left).length === 0) return right;
    return Object.keys(right).length === 0 ? left : { ...left, ...right };
  }
  throw misfit('+', left, right);
}

function subtract(left: Json, right: Json): Json {
  if (typeof left === 'number' && typeof right === 'number') return exact(left - right);
  if (!isArray(left) || !isArray(right)) throw misfit('-', left, right);
  return left.filter((item) => !right.some((other) => compare(item, other) === 0));
}

function multiply(left: Json, right: Json): Json {
  if (typeof left === 'number' && typeof right === 'number') return exact(left * right);
  if (isObject(left) && isObject(right)) return merge(left, right);
  if (typeof left === 'string' && typeof right === 'number') return repeat(left, right);
  if (typeof left === 'number' && typeof right === 'string') return repeat(right, left);
  throw misfit('*', left, right);
}

function divide(left: Json, right: Json): Json {
  if (typeof left === 'string' && typeof right === 'string') {
    return left === '' ? [] : splitText(left, right);
  }
  if (typeof left !== 'number' || typeof right !== 'number') throw misfit('/', left, right);
  if (right === 0) throw new JqRuntimeError('cannot divide by 0');
  return exact(left / right);
}

function remainder(left: Json, right: Json): Json {
  if (typeof left !== 'number' || typeof right !== 'number') throw misfit('%', left, right);
  const by = Math.trunc(right);
  if (by === 0) throw new JqRuntimeError('cannot divide by 0');
  return exact(Math.trunc(left) % by);
}

/** By letters where the separator is empty. */
export function splitText(text: string, separator: string): Json[] {
  return separator === '' ? Array.from(text) : text.split(separator);
}

const LARGEST_TEXT = 1_000_000;

function repeat(text: string, times: number): Json {
  if (times < 0) return null;
  const count = Math.trunc(times);
  if (text.length * count > LARGEST_TEXT) throw new JqUnsupported('a very long text', 0);
  return text.repeat(count);
}

function merge(left: JsonObject, right: JsonObject): JsonObject {
  const merged = new Map(Object.entries(left));
  for (const [key, value] of Object.entries(right)) {
    const old = merged.get(key);
    merged.set(
      key,
      old !== undefined && isObject(old) && isObject(value) ? merge(old, value) : value,
    );
  }
  return objectOf(merged);
}

/** Beyond 2^53 gojq has exact integers, and JavaScript has none. */
export function exact(value: number): number {
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) throw new JqUnsupported('numbers beyond 2^53', 0);
  return value === 0 ? 0 : value;
}

function misfit(operator: string, left: Json, right: Json): JqRuntimeError {
  return new JqRuntimeError(
    `'${operator}' does not take ${typeOf(left)} ${shown(left)} and ${typeOf(right)} ${shown(right)}`,
  );
}
