import { formatPointer } from '../../../lib/core';
import { ArgoCdError } from '../errors';
import { isParamGroup } from './materialise';
import { MaybeParam, Param } from './param';
import { BooleanParam, Choice, NumberParam } from './typed-text';

/**
 * `value` with every parameter as Go template text. Objects that are not plain (tokens, constructs)
 * and functions stay as they are; symbol keys are left out.
 *
 * @param place what `value` is, for messages: `the template of ApplicationSet 'web'`.
 * @throws {ArgoCdError} `ARGOCD_TEMPLATE_VALUE` for an optional parameter or an object of parameters,
 *   with its place.
 */
export function compileTemplate(value: unknown, place: string): unknown {
  return compileAt(value, { place, path: [] });
}

interface At {
  readonly place: string;
  readonly path: readonly (string | number)[];
}

function compileAt(value: unknown, at: At): unknown {
  if (value instanceof Param) return value.toString();
  if (value instanceof MaybeParam) throw misplaced(at, `parameter ${value.title} may be missing`);
  if (value instanceof Choice || value instanceof BooleanParam || value instanceof NumberParam) {
    throw misplaced(at, 'only a templatePatch takes choices, booleans and numbers of parameters');
  }
  if (isParamGroup(value)) throw misplaced(at, 'an object of parameters is no text');
  if (Array.isArray(value)) return value.map((item, i) => compileAt(item, below(at, i)));
  if (!isPlain(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => [key, compileAt(field, below(at, key))]),
  );
}

function below({ place, path }: At, step: string | number): At {
  return { place, path: [...path, step] };
}

function misplaced({ place, path }: At, message: string): ArgoCdError {
  return new ArgoCdError(
    'ARGOCD_TEMPLATE_VALUE',
    `${message}, at ${formatPointer(path)} of ${place}`,
    "write orElse(…, 'default') there, or name a field that every set has",
  );
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
