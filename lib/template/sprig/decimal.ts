import { fail } from './panic';

/** A decimal number, `value * 10^exponent`: what sprig's float arithmetic computes with. */
interface Decimal {
  readonly value: bigint;
  readonly exponent: number;
}

/** Folds floats from left to right; nothing is rounded in between but quotients. */
export type Fold = (first: number, others: readonly number[]) => number;

const DIVISION_DIGITS = 16;

export const add = fold((a, b) => {
  const exponent = Math.min(a.exponent, b.exponent);
  return { value: at(a, exponent) + at(b, exponent), exponent };
});
export const subtract = fold((a, b) => {
  const exponent = Math.min(a.exponent, b.exponent);
  return { value: at(a, exponent) - at(b, exponent), exponent };
});
export const multiply = fold((a, b) => ({
  value: a.value * b.value,
  exponent: a.exponent + b.exponent,
}));
/** To 16 digits after the point, half away from zero. */
export const divide = fold((a, b) => {
  if (b.value === 0n) fail('decimal division by 0');
  const shift = a.exponent - b.exponent + DIVISION_DIGITS;
  const numerator = shift >= 0 ? a.value * 10n ** BigInt(shift) : a.value;
  const denominator = shift >= 0 ? b.value : b.value * 10n ** BigInt(-shift);
  const quotient = numerator / denominator;
  const twice = magnitude(numerator % denominator) * 2n;
  const sign = numerator < 0n === denominator < 0n ? 1n : -1n;
  const value = twice >= magnitude(denominator) ? quotient + sign : quotient;
  return { value, exponent: -DIVISION_DIGITS };
});

function fold(compute: (a: Decimal, b: Decimal) => Decimal): Fold {
  return (first, others) => toFloat(others.map(fromFloat).reduce(compute, fromFloat(first)));
}

function fromFloat(value: number): Decimal {
  if (!Number.isFinite(value)) {
    fail(
      `Cannot create a Decimal from ${Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf'}`,
    );
  }
  const [mantissa = '0', exponent = '0'] = value.toExponential().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return { value: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length };
}

function toFloat({ value, exponent }: Decimal): number {
  return Number(`${value}e${exponent}`);
}

function at({ value, exponent }: Decimal, lower: number): bigint {
  return value * 10n ** BigInt(exponent - lower);
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}
