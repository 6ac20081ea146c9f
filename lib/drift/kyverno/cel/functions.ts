import { isMap } from '../../values';
import { UNKNOWN } from '../unknown';
import { FAILED } from './values';

type Call = (on: unknown, ...given: readonly unknown[]) => unknown;

/** Functions and methods of values that are known; others give `UNKNOWN`. */
export const functions: Readonly<Record<string, Call>> = {
  size: sizeOf,
  dyn: (value) => value,
  type: () => UNKNOWN,
  string: (value) =>
    ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : UNKNOWN,
  int: (value) => {
    const number = typeof value === 'string' ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) ? Math.trunc(number) : FAILED;
  },
  startsWith: texts((text, start) => text.startsWith(start)),
  endsWith: texts((text, end) => text.endsWith(end)),
  contains: texts((text, part) => text.includes(part)),
  split: texts((text, at) => text.split(at)),
  lowerAscii: (text) => (typeof text === 'string' ? lower(text) : FAILED),
  upperAscii: (text) =>
    typeof text === 'string' ? text.replace(/[a-z]/g, (one) => one.toUpperCase()) : FAILED,
  trim: (text) => (typeof text === 'string' ? text.trim() : FAILED),
  replace: (text, from, to, ...rest) =>
    rest.length === 0 && [text, from, to].every((one) => typeof one === 'string')
      ? (text as string).replaceAll(from as string, () => to as string)
      : UNKNOWN,
  join: (list, by = '') =>
    Array.isArray(list) && typeof by === 'string' && list.every((one) => typeof one === 'string')
      ? list.join(by)
      : FAILED,
  escapeKey: (_, key) =>
    typeof key === 'string' ? key.replaceAll('~', '~0').replaceAll('/', '~1') : FAILED,
};

function sizeOf(value: unknown): unknown {
  if (typeof value === 'string') return [...value].length;
  if (Array.isArray(value)) return value.length;
  return isMap(value) ? Object.keys(value).length : FAILED;
}

function texts(of: (text: string, other: string) => unknown): Call {
  return (text, other) =>
    typeof text === 'string' && typeof other === 'string' ? of(text, other) : FAILED;
}

function lower(text: string): string {
  return text.replace(/[A-Z]/g, (one) => one.toLowerCase());
}
