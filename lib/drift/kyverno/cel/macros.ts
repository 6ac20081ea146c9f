import { isMap } from '../../values';
import { UNKNOWN } from '../unknown';
import type { Expression } from './syntax';
import { FAILED, single, type Names } from './values';

type Evaluate = (expression: Expression, names: Names) => unknown;
type Call = Extract<Expression, { is: 'call' }>;

const LOOPS = new Set(['map', 'filter', 'exists', 'all', 'exists_one', 'existsOne']);

/** `has(a.b)`, and what runs an expression for each element: `list.map(one, one.name)`. */
export function isMacro({ name, on, given }: Call): boolean {
  if (!on) return name === 'has' && given.length === 1;
  return LOOPS.has(name) && given.length >= 2 && given[0]?.is === 'name';
}

/** @param evaluate of `evaluate.ts`, which asks this for macros. */
export function macro(call: Call, names: Names, evaluate: Evaluate): unknown {
  const { name, on, given } = call;
  if (!on) return has(given[0], names, evaluate);
  const list = single(evaluate(on, names));
  const elements = isMap(list) ? Object.keys(list) : list;
  if (!Array.isArray(elements)) return list === UNKNOWN ? UNKNOWN : FAILED;
  const variable = given[0]?.is === 'name' ? given[0].name : '';
  const of = (expression: Expression, element: unknown) =>
    evaluate(expression, (asked) => (asked === variable ? element : names(asked)));
  const body = given.at(-1) as Expression;
  if (name === 'map') {
    const filter = given.length > 2 ? given[1] : undefined;
    const kept = filter ? filtered(elements, (one) => single(of(filter, one))) : elements;
    return typeof kept === 'symbol' ? kept : kept.map((one) => of(body, one));
  }
  const verdicts = elements.map((one: unknown) => single(of(body, one)));
  if (name === 'filter') return filtered(elements, (_, i) => verdicts[i]);
  if (name === 'exists' || name === 'all') {
    const decides = name === 'exists';
    if (verdicts.includes(decides)) return decides;
    if (verdicts.includes(UNKNOWN)) return UNKNOWN;
    return verdicts.every((one) => typeof one === 'boolean') ? !decides : FAILED;
  }
  if (verdicts.includes(FAILED)) return FAILED;
  return verdicts.includes(UNKNOWN) ? UNKNOWN : verdicts.filter((one) => one === true).length === 1;
}

function filtered(
  elements: readonly unknown[],
  verdictOf: (one: unknown, i: number) => unknown,
): readonly unknown[] | symbol {
  const verdicts = elements.map(verdictOf);
  if (verdicts.includes(FAILED)) return FAILED;
  if (verdicts.includes(UNKNOWN)) return UNKNOWN;
  return elements.filter((_, i) => verdicts[i] === true);
}

function has(asked: Expression | undefined, names: Names, evaluate: Evaluate): unknown {
  if (asked?.is !== 'field') return FAILED;
  const of = single(evaluate(asked.of, names));
  if (of === UNKNOWN || of === FAILED) return of;
  return isMap(of) && Object.hasOwn(of, asked.name);
}
