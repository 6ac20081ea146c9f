import { fixed, variadic, type TemplateFunction } from '../functions';
import { deepEqual, isTrue, kindName, typeName } from '../values';
import { fail } from './panic';

/** Defaults, choices, and what a value is. */
export const defaults: Readonly<Record<string, TemplateFunction>> = {
  default: variadic(['any'], 'any', (fallback, ...given) =>
    isTrue(given[0]) ? given[0] : fallback,
  ),
  empty: fixed(['any'], (value) => !isTrue(value)),
  coalesce: variadic([], 'any', (...values) => values.find(isTrue) ?? null),
  all: variadic([], 'any', (...values) => values.every(isTrue)),
  any: variadic([], 'any', (...values) => values.some(isTrue)),
  ternary: fixed(['any', 'any', 'bool'], (yes, no, which) => (which ? yes : no)),
  fail: fixed(['string'], (message) => fail(message)),
  typeOf: fixed(['any'], typeName),
  typeIs: fixed(['string', 'any'], (type, value) => type === typeName(value)),
  typeIsLike: fixed(['string', 'any'], (type, value) =>
    [typeName(value), typeName(value).replace(/^\*/, '')].includes(type),
  ),
  kindOf: fixed(['any'], kindName),
  kindIs: fixed(['string', 'any'], (kind, value) => kind === kindName(value)),
  deepEqual: fixed(['any', 'any'], deepEqual),
};
