import { formatPointer } from '../../../lib/core';
import { ArgoCdError } from '../errors';
import { isParamGroup } from './materialise';
import { MaybeParam, Param } from './param';

/**
 * `value` with every parameter as Go template text. Objects that are not plain (tokens, constructs)
 * and functions stay as they are; symbol keys are left out.
 *
 * @throws {ArgoCdError} `ARGOCD_TEMPLATE_VALUE` for an optional parameter or an object of parameters,
 *   with its place.
 */
export function compileTemplate(value: unknown): unknown {
  return compileAt(value, []);
}

function compileAt(value: unknown, path: readonly (string | number)[]): unknown {
  if (value instanceof Param) return value.toString();
  if (value instanceof MaybeParam) throw misplaced(path, `parameter ${value.title} may be missing`);
  if (isParamGroup(value)) throw misplaced(path, 'an object of parameters is no text');
  if (Array.isArray(value)) return value.map((item, i) => compileAt(item, [...path, i]));
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [key, compileAt(field, [...path, key])]),
  );
}

function misplaced(path: readonly (string | number)[], message: string): ArgoCdError {
  return new ArgoCdError(
    'ARGOCD_TEMPLATE_VALUE',
    `${message}, at ${formatPointer(path)} of the template`,
    "write orElse(…, 'default') there, or name a field that every set has",
  );
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
