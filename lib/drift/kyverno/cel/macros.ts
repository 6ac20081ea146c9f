import type { Each, Expr, Select } from '../../../schema/cel/syntax';
import { isMap } from '../../values';
import { UNKNOWN } from '../unknown';
import { FAILED, single, type Names } from './values';

type Evaluate = (expression: Expr, names: Names) => unknown;

/**
 * What runs an expression for each element: `list.map(one, one.name)`.
 *
 * @param evaluate of `evaluate.ts`, which asks this for macros.
 */
export function macro(e: Each, names: Names, evaluate: Evaluate): unknown {
  const { kind, range, vars, filter, body } = e;
  const list = single(evaluate(range, names));
  const rounds = isMap(list) ? Object.entries(list) : Array.isArray(list) ? list.entries() : [];
  if (!isMap(list) && !Array.isArray(list)) return list === UNKNOWN ? UNKNOWN : FAILED;
  const elements = [...rounds].map((round): readonly unknown[] => {
    if (vars.length === 2) return round;
    return [isMap(list) ? round[0] : round[1]];
  });
  const of = (expression: Expr, element: readonly unknown[]) =>
    evaluate(expression, (asked) => {
      const at = vars.lastIndexOf(asked);
      return at < 0 ? names(asked) : element[at];
    });
  if (kind === 'map' || kind === 'transformList') {
    const kept = filter ? filtered(elements, (one) => single(of(filter, one))) : elements;
    return typeof kept === 'symbol' ? kept : kept.map((one) => of(body, one));
  }
  if (kind === 'transformMap' || kind === 'transformMapEntry') return UNKNOWN;
  const verdicts = elements.map((one) => single(of(body, one)));
  if (kind === 'filter') {
    const kept = filtered(elements, (_, i) => verdicts[i]);
    return typeof kept === 'symbol' ? kept : kept.map(([one]) => one);
  }
  if (kind === 'exists' || kind === 'all') {
    const decides = kind === 'exists';
    if (verdicts.includes(decides)) return decides;
    if (verdicts.includes(UNKNOWN)) return UNKNOWN;
    return verdicts.every((one) => typeof one === 'boolean') ? !decides : FAILED;
  }
  if (verdicts.includes(FAILED)) return FAILED;
  return verdicts.includes(UNKNOWN) ? UNKNOWN : verdicts.filter((one) => one === true).length === 1;
}

function filtered(
  elements: readonly (readonly unknown[])[],
  verdictOf: (one: readonly unknown[], i: number) => unknown,
): readonly (readonly unknown[])[] | symbol {
  const verdicts = elements.map(verdictOf);
  if (verdicts.includes(FAILED)) return FAILED;
  if (verdicts.includes(UNKNOWN)) return UNKNOWN;
  return elements.filter((_, i) => verdicts[i] === true);
}

/** `has(a.b)` */
export function has({ of, name }: Select, names: Names, evaluate: Evaluate): unknown {
  const value = single(evaluate(of, names));
  if (value === UNKNOWN || value === FAILED) return value;
  return isMap(value) && Object.hasOwn(value, name);
}
