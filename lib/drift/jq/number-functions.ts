import { exact } from './arithmetic';
import { JqRuntimeError, JqUnsupported, shown } from './failures';
import type { Native } from './native';
import type { Json } from './syntax';
import { typeOf } from './values';

/** Functions of numbers, by `name/arity`. */
export const numberFunctions: readonly (readonly [string, Native])[] = [
  ['floor/0', (value) => exact(Math.floor(numeric(value)))],
  ['ceil/0', (value) => exact(Math.ceil(numeric(value)))],
  ['trunc/0', (value) => exact(Math.trunc(numeric(value)))],
  ['fabs/0', (value) => Math.abs(numeric(value))],
  ['abs/0', (value) => Math.abs(numeric(value))],
  ['tonumber/0', (value) => (typeof value === 'string' ? parsed(value) : numeric(value))],
];

function numeric(value: Json): number {
  if (typeof value === 'number') return value;
  throw new JqRuntimeError(`expected a number, got ${typeOf(value)} ${shown(value)}`);
}

function parsed(text: string): number {
  if (!/^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/.test(text)) {
    throw new JqRuntimeError(`${shown(text)} is no number`);
  }
  const value = Number(text);
  if (!Number.isFinite(value)) throw new JqUnsupported('numbers beyond 2^53', 0);
  return exact(value);
}
