import { isMap } from '../../values';
import { UNKNOWN, type Truth } from '../unknown';
import { evaluate } from './evaluate';
import { parseCel } from './parse';
import type { Expr } from '../../../schema/cel/syntax';
import { NotRead } from './not-read';
import { single, type Names } from './values';

const parsed = new Map<string, Expr | NotRead>();

/** An expression, or why it is not read; the same text is read once. */
export function celOf(text: string): Expr | NotRead {
  let found = parsed.get(text);
  if (!found) {
    try {
      found = parseCel(text);
    } catch (error) {
      if (!(error instanceof NotRead)) throw error;
      found = error;
    }
    parsed.set(text, found);
  }
  return found;
}

/** Names of a map; others are not known. */
export function namesIn(values: Readonly<Record<string, unknown>>): Names {
  return (name) => (Object.hasOwn(values, name) ? values[name] : UNKNOWN);
}

/** Whether a list of conditions in CEL, each with its `expression`, holds; an error is a no. */
export function celConditionsHold(
  conditions: unknown,
  names: Names | Readonly<Record<string, unknown>>,
): Truth {
  if (!Array.isArray(conditions)) return true;
  const known = typeof names === 'function' ? names : namesIn(names);
  let all: Truth = true;
  for (const condition of conditions) {
    const text: unknown = isMap(condition) ? condition['expression'] : undefined;
    const expression = typeof text === 'string' ? celOf(text) : undefined;
    const value =
      expression === undefined || expression instanceof NotRead
        ? UNKNOWN
        : single(evaluate(expression, known));
    if (value === UNKNOWN) all = undefined;
    else if (value !== true) return false;
  }
  return all;
}
