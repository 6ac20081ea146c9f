import { fixed, variadic, type TemplateFunction } from '../functions';
import { printValue } from '../print';
import { int, int64, typed } from '../values';
import { toFloat64, toInt64 } from './cast';
import { add, divide, multiply, subtract, type Fold } from './decimal';
import { fail } from './panic';

const divisible = (divisor: bigint): bigint =>
  divisor === 0n ? fail('runtime error: integer divide by zero') : divisor;
const extreme = (wins: (a: bigint, b: bigint) => boolean) =>
  variadic(['any'], 'any', (first, ...others) =>
    int64(others.map(toInt64).reduce((a, b) => (wins(b, a) ? b : a), toInt64(first))),
  );
const decimals = (fold: Fold) =>
  variadic(['any'], 'any', (first, ...others) => fold(toFloat64(first), others.map(toFloat64)));
const biggest = extreme((a, b) => a > b);

export const math: Readonly<Record<string, TemplateFunction>> = {
  atoi: fixed(['string'], (text) => int(/^[+-]?[0-9]+$/.test(text) ? clamp(BigInt(text)) : 0)),
  int: fixed(['any'], (value) => int(toInt64(value))),
  int64: fixed(['any'], (value) => int64(toInt64(value))),
  float64: fixed(['any'], toFloat64),
  toDecimal: fixed(['any'], (value) => int64(octal(printValue(value)))),
  add1: fixed(['any'], (value) => int64(toInt64(value) + 1n)),
  add: variadic([], 'any', (...values) =>
    int64(values.map(toInt64).reduce((sum, value) => sum + value, 0n)),
  ),
  sub: fixed(['any', 'any'], (a, b) => int64(toInt64(a) - toInt64(b))),
  div: fixed(['any', 'any'], (a, b) => int64(toInt64(a) / divisible(toInt64(b)))),
  mod: fixed(['any', 'any'], (a, b) => int64(toInt64(a) % divisible(toInt64(b)))),
  mul: variadic(['any'], 'any', (first, ...others) =>
    int64(others.map(toInt64).reduce((product, value) => product * value, toInt64(first))),
  ),
  biggest,
  max: biggest,
  min: extreme((a, b) => a < b),
  maxf: variadic(['any'], 'any', (...values) => Math.max(...values.map(toFloat64))),
  minf: variadic(['any'], 'any', (...values) => Math.min(...values.map(toFloat64))),
  add1f: fixed(['any'], (value) => add(toFloat64(value), [1])),
  addf: variadic([], 'any', (...values) => add(0, values.map(toFloat64))),
  subf: decimals(subtract),
  divf: decimals(divide),
  mulf: decimals(multiply),
  ceil: fixed(['any'], (value) => Math.ceil(toFloat64(value))),
  floor: fixed(['any'], (value) => Math.floor(toFloat64(value))),
  round: variadic(['any', 'int'], 'float64', (value, places, at = 0.5) =>
    round(toFloat64(value), places, at),
  ),
  until: fixed(['int'], (count) => steps(0, count, count < 0 ? -1 : 1)),
  untilStep: fixed(['int', 'int', 'int'], steps),
  seq: variadic([], 'int', (...bounds) => sequence(bounds)),
};

function clamp(value: bigint): bigint {
  const most = 2n ** 63n;
  return value >= most ? most - 1n : value < -most ? -most : value;
}

function octal(text: string): bigint {
  if (!/^[+-]?[0-7]+$/.test(text)) return 0n;
  const value = BigInt(`0o${text.replace(/^[+-]/, '')}`);
  return value > 2n ** 63n - 1n ? 0n : text.startsWith('-') ? -value : value;
}

function round(value: number, places: number, at: number): number {
  const power = 10 ** places;
  const shifted = power * value;
  const fraction = shifted - Math.trunc(shifted);
  return (fraction >= at ? Math.ceil(shifted) : Math.floor(shifted)) / power;
}

function steps(start: number, stop: number, step: number) {
  const out: unknown[] = [];
  const up = stop >= start;
  if (up ? step > 0 : step < 0) {
    for (let i = start; up ? i < stop : i > stop; i += step) out.push(int(i));
  }
  return typed(out, '[]int');
}

function sequence(bounds: readonly number[]): string {
  const write = (start: number, stop: number, step: number) =>
    steps(start, stop, step).map(printValue).join(' ');
  const [first = 0, second = 0, third = 0] = bounds;
  switch (bounds.length) {
    case 1:
      return first < 1 ? write(1, first - 1, -1) : write(1, first + 1, 1);
    case 2:
      return second < first ? write(first, second - 1, -1) : write(first, second + 1, 1);
    case 3:
      if (third >= first) return write(first, third + 1, second);
      return second > 0 ? '' : write(first, third - 1, second);
    default:
      return '';
  }
}
